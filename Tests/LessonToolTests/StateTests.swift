import Foundation
import LessonFormat
import LessonRuntime
import RandomLessons
import Testing

@testable import LessonRunner
@testable import LessonTool

@Suite("The stored state")
struct StateTests {
  private func references(_ bytes: [UInt8]) throws -> [(lesson: String, cells: [String])] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(bytes).write(to: folder.appending(path: "failed"))
    return FailedCells(StateStore(folder: folder)).references
  }

  @Test("may hold any bytes: lines that name no lesson are passed over")
  func anyBytes() throws {
    let found = try references(Array("#\n##\n#a\n\n\r\na#x\r\nb\nb#y\na#z#\n\u{0}".utf8) + [0xFF, 0x0A])
    #expect(found.map(\.lesson).prefix(1) == ["\u{0}\u{FFFD}"])
    #expect(found.first { $0.lesson == "a" }?.cells == ["x", "z#"])
    // The whole lesson failed, so the cell alone is not enough.
    #expect(found.first { $0.lesson == "b" }?.cells == [])
    let bytes = Array("#\n\r ab\u{0}\u{301}".utf8) + [0xFF, 0xC0]
    for seed in Cases.seeds(500) {
      var random = SplitMix(seed: seed)
      _ = try references((0..<random.below(40)).map { _ in random.pick(bytes) })
    }
  }

  @Test("has a name for each course that a file system takes, and the known names stay")
  func names() throws {
    #expect(StateStore.fileName("lessons", root: nil) == "lessons")
    #expect(StateStore.fileName("lessons", root: "/a b/100%") == "lessons%2Fa b%2F100%25")
    let name = "lessons%2F" + String(repeating: "x", count: 245)
    #expect(StateStore.fileName("lessons", root: "/" + String(repeating: "x", count: 245)) == name)
    let long = (246...4096).map { StateStore.fileName("lessons", root: "/" + String(repeating: "x", count: $0)) }
    #expect(Set(long).count == long.count)
    #expect(long.allSatisfy { $0.utf8.count <= 255 && !$0.contains("/") })
  }

  @Test("is kept for a course whose path is longer than a file's name can be")
  func longPath() throws {
    let folder = try CourseFolder("needs")
    let deep = folder.url.appending(path: String(repeating: "d/", count: 20))
      .appending(path: String(repeating: "x", count: 200)).appending(path: String(repeating: "y", count: 200))
    try FileManager.default.createDirectory(at: deep.appending(path: "Tests"), withIntermediateDirectories: true)
    try Data().write(to: deep.appending(path: "Package.swift"))
    let stale = try folder.text("needs").replacing("```output\n\"shines\"", with: "```output\n\"blinks\"")
    try folder.write(stale, to: "needs")
    try FileManager.default.moveItem(at: folder.lessonFolder, to: deep.appending(path: "Tests/CrashCourse"))
    let state = ["XDG_STATE_HOME": folder.url.appending(path: "state").path]
    let program = Program("crash-course")
    #expect(try program.run(["check", "needs"], in: deep, environment: state).code == 1)
    let again = try program.run(["check", "--failed"], in: deep, environment: state)
    #expect(again.code == 1 && again.output.contains("1 lesson, 1 cell,"), "\(again)")
  }

  @Test("tells which cells have been changed since they last passed")
  func passedCells() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    func lesson(_ code: String) -> Lesson {
      let markdown = "# T\n\n```swift-cell id=a\n\(code)\n```\n\n```swift-cell id=b\n2\n```\n"
      return Lesson(parsing: Array(markdown.utf8), file: "t.md")
    }
    let passed = PassedCells(StateStore(folder: folder))
    let first = lesson("1")
    #expect(passed.changed(in: first).isEmpty)
    let plan = try LessonPlan(
      first, CompiledLesson(expectedOf: first), selection: .all, needs: [], options: RunOptions())
    passed.handle(.lessonEnded(plan, first.cells.map { CellResult(cell: $0, verdict: .pass) }))
    #expect(passed.changed(in: first).isEmpty)
    #expect(passed.changed(in: lesson("3")) == ["a"])
  }
}
