import Foundation

/// Writes a line at once.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// Writes a file, and the folder it is in where that is missing; says why it cannot, and ends.
func write(_ text: String, to path: String) {
  let file = URL(filePath: path)
  do {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  } catch {
    say("\(path): \(error.localizedDescription)")
    exit(1)
  }
}
