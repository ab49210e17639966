import Foundation

/// A folder that imitates the package of the crash course, with copies of some of its lessons.
struct CourseFolder: ~Copyable {
  let url: URL

  init(_ lessons: String...) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())")
    try FileManager.default.createDirectory(at: lessonFolder, withIntermediateDirectories: true)
    try Data().write(to: url.appending(path: "Package.swift"))
    let source = CommandTests.root.appending(path: "Tests/CrashCourse")
    for name in lessons {
      try FileManager.default.copyItem(at: source.appending(path: "\(name).md"), to: file(name))
    }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var lessonFolder: URL { url.appending(path: "Tests/CrashCourse") }

  func file(_ name: String) -> URL { lessonFolder.appending(path: "\(name).md") }

  func text(_ name: String) throws -> String { String(decoding: try Data(contentsOf: file(name)), as: UTF8.self) }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: file(name)) }

  /// Returns the names of the files in the lessons' folder.
  func entries() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: lessonFolder.path).sorted()
  }

  /// Runs a command of the course.
  func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> (output: String, errors: String, code: Int32) {
    try Program("crash-course").run(arguments, in: url, environment: environment)
  }
}
