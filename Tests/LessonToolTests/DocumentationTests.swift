import Foundation
import LessonFormat
import Testing

@Suite("The page on exercises")
struct DocumentationTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: CommandTests.root.appending(path: path), encoding: .utf8)
  }

  @Test("shows examples that are in the course, which `check` proves, and that are valid by themselves")
  func examples() throws {
    let parts = try text("Documentation/Exercises.md").components(separatedBy: "`````")
    let examples = parts.filter { $0.hasPrefix("markdown\n") }.map { $0.dropFirst("markdown\n".count) }
    #expect(examples.count == 2)
    let lessons = try ["03-bigram", "04-self-attention"].map { try text("Lessons/\($0).md") }.joined()
    for example in examples {
      #expect(lessons.contains(example))
      let lesson = Lesson(parsing: Array("# Example\n\n\(example)".utf8), file: "01-example.md")
      #expect(lesson.problems.isEmpty, "\(lesson.renderedProblems)")
      #expect(lesson.tasksCount == 1)
    }
  }
}

extension Lesson {
  fileprivate var tasksCount: Int { cells.count { $0.exercise != nil } + questions.count }
}
