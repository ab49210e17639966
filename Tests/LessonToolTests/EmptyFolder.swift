import Foundation

/// A temporary folder that is empty at first.
struct EmptyFolder: ~Copyable {
  let url = FileManager.default.temporaryDirectory.appending(path: "lessons-empty-\(UUID())")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and makes its folders.
  func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func link(_ target: String, to path: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: url.appending(path: path).path, withDestinationPath: target)
  }

  func text(_ path: String) throws -> String { try String(contentsOf: url.appending(path: path), encoding: .utf8) }

  /// Returns the sorted paths of the files in a folder, without the folders.
  func files(_ folder: String = ".") throws -> [String] {
    let root = url.appending(path: folder).standardizedFileURL
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
      let type = try FileManager.default.attributesOfItem(atPath: "\(root.path)/\($0)")[.type]
      return type as? FileAttributeType != .typeDirectory
    }.sorted()
  }

  /// Runs a command of the crash course.
  func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> (output: String, errors: String, code: Int32) { try run(arguments, environment: environment) }

  func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (output: String, errors: String, code: Int32) {
    try Program("crash-course").run(arguments, in: url, environment: environment)
  }
}
