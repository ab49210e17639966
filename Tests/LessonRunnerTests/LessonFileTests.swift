import Foundation
import Testing

@testable import LessonRunner

@Suite("A lesson's file")
struct LessonFileTests {
  private func withFile(_ text: String, _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "a.md")
    try Data(text.utf8).write(to: file)
    try body(file)
  }

  @Test("is not replaced if it has changed since the run or has been removed")
  func changed() throws {
    try withFile("new\n") { file in
      let lesson = LessonFile(path: file.path, name: "a.md")
      #expect(throws: RecordingFailure.self) { try lesson.replace(Array("old\n".utf8), with: [1]) }
      #expect(try String(contentsOf: file, encoding: .utf8) == "new\n")
      try lesson.replace(Array("new\n".utf8), with: Array("newer\n".utf8))
      #expect(try String(contentsOf: file, encoding: .utf8) == "newer\n")
      try FileManager.default.removeItem(at: file)
      #expect(throws: RecordingFailure.self) { try lesson.replace(Array("newer\n".utf8), with: [1]) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path).isEmpty)
    }
  }

  @Test("is rid of the hidden file that a killed process left")
  func leftover() throws {
    try withFile("text\n") { file in
      let leftover = file.deletingLastPathComponent().appending(path: ".a.md.recording")
      try Data("half".utf8).write(to: leftover)
      LessonFile(path: file.path, name: "a.md").removeLeftover()
      #expect(!FileManager.default.fileExists(atPath: leftover.path))
      try Data("half".utf8).write(to: leftover)
      try LessonFile(path: file.path, name: "a.md").replace(Array("text\n".utf8), with: Array("new\n".utf8))
      #expect(!FileManager.default.fileExists(atPath: leftover.path))
      #expect(try String(contentsOf: file, encoding: .utf8) == "new\n")
    }
  }
}
