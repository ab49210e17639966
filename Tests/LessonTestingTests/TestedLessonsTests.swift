import LessonRuntime
import Testing

@testable import LessonTesting

/// Two courses with files of the same name, of which only the second has cells.
private enum TwoCourses: TestedLessons {
  static let lessons = [
    CompiledLesson(name: "words", file: "A/words.md", source: "", cells: [], body: .sync { _ in }),
    CompiledLesson(
      name: "words", file: "B/words.md", source: "", cells: [CompiledCell(id: "a", line: 1, digest: 0)],
      body: .sync { _ in }),
  ]
  static let settings = LessonTests()
  static let package = "/"
}

@Suite("The lessons of a test target")
struct TestedLessonsTests {
  @Test("are those with cells, whose names others may have")
  func sameName() throws {
    let course = TwoCourses.course(readsFiles: false)
    #expect(try course.find("words").file == "B/words.md")
    #expect(TwoCourses.withCells.map(\.file) == ["B/words.md"])
  }
}
