import Foundation
import Testing

@testable import LessonRunner

@Suite("A lesson's file")
struct LessonFileTests {
  @Test("is not replaced if it has changed since the run or has been removed")
  func changed() throws {
    let file = try TemporaryFile("new\n")
    let lesson = LessonFile(path: file.path, name: "a.md")
    #expect(throws: RecordingFailure.self) { try lesson.replace(Array("old\n".utf8), with: [1]) }
    #expect(try file.text == "new\n")
    try lesson.replace(Array("new\n".utf8), with: Array("newer\n".utf8))
    #expect(try file.text == "newer\n")
    try FileManager.default.removeItem(at: file.url)
    #expect(throws: RecordingFailure.self) { try lesson.replace(Array("newer\n".utf8), with: [1]) }
    #expect(try file.entries.isEmpty)
  }

  @Test("is rid of the hidden file that a killed process left")
  func leftover() throws {
    let file = try TemporaryFile("text\n")
    let leftover = file.folder.appending(path: ".a.md.recording")
    try Data("half".utf8).write(to: leftover)
    try LessonFile(path: file.path, name: "a.md").removeLeftover()
    #expect(!FileManager.default.fileExists(atPath: leftover.path))
    try Data("half".utf8).write(to: leftover)
    try LessonFile(path: file.path, name: "a.md").replace(Array("text\n".utf8), with: Array("new\n".utf8))
    #expect(!FileManager.default.fileExists(atPath: leftover.path))
    #expect(try file.text == "new\n")
  }

  @Test("is replaced even if its name leaves no room for the hidden file's second name")
  func longName() throws {
    let file = try TemporaryFile("text\n")
    let name = String(repeating: "x", count: 230) + ".md"
    let path = file.folder.appending(path: name).path
    try FileManager.default.moveItem(atPath: file.path, toPath: path)
    try LessonFile(path: path, name: name).replace(Array("text\n".utf8), with: Array("new\n".utf8))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new\n")
    #expect(try file.entries == [name])
  }
}
