import Foundation

/// A file in a temporary folder of its own.
struct TemporaryFile: ~Copyable {
  let url: URL

  init(_ text: String) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())/a.md")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var folder: URL { url.deletingLastPathComponent() }
  var path: String { url.path }
  var text: String { get throws { try String(contentsOf: url, encoding: .utf8) } }

  /// The names of all files in the folder.
  var entries: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } }

}
