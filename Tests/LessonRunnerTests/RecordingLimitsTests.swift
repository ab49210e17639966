import LessonFormat
import Testing

@testable import LessonRunner

@Suite("Recording an output that is hard to enclose")
struct RecordingLimitsTests {
  private let backticks = String(repeating: "`", count: 300)
  private let tildes = String(repeating: "~", count: 255)

  private func record(_ text: String, in markdown: String) throws(RecordingFailure) -> [String] {
    let lesson = Lesson(parsing: Array(markdown.utf8), file: "a.md")
    let cell = lesson.cells[0]
    let verdict = OutputMatcher(cell.output(variant: nil), tolerance: nil).mismatch(text).map { Verdict.differs($0) }
    let results = [CellResult(cell: cell, pieces: [.text(text)], verdict: verdict ?? .pass)]
    let bytes = try Recording(of: results, in: lesson, variant: nil).bytes
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private let cell = "# T\n```swift-cell id=a\n```\n"

  @Test("uses a fence of 255 characters, the longest that cmark knows")
  func longest() throws {
    let printed = String(backticks.prefix(254))
    #expect(try record(printed, in: cell)[3...] == ["`\(printed)output", printed, "`\(printed)"])
  }

  @Test("uses tildes if there are too many backticks, and backticks if there are too many tildes")
  func other() throws {
    #expect(try record(backticks, in: cell)[3...] == ["~~~output", backticks, "~~~"])
    let old = cell + "```output\n1\n`````\n"
    #expect(try record(backticks + "\n~~~", in: old)[3...] == ["~~~~output", backticks, "~~~", "~~~~"])
    let other = cell + "  ~~~ output literal\n1\n ~~~~\n"
    #expect(try record("  " + tildes, in: other)[3...] == ["  ``` output literal", "    " + tildes, " ```"])
  }

  @Test("fails with both, and the message says so")
  func both() {
    #expect {
      try record(backticks + "\n" + tildes, in: cell)
    } throws: {
      if case .tooLongForFence(let result)? = $0 as? RecordingFailure { result.cell.id == "a" } else { false }
    }
  }

  @Test("fails if the lesson would exceed a limit")
  func tooLarge() {
    #expect {
      try record(String(repeating: "a line\n", count: 400_000), in: cell)
    } throws: {
      if case .beyondLimit(_, let problem)? = $0 as? RecordingFailure {
        problem.kind == .tooLarge(limit: 2 << 20)
      } else {
        false
      }
    }
  }

  @Test("A fence of more than 255 characters is read as cmark reads it")
  func longFence() {
    let text = "\(cell)\(backticks)output\n1\n\(backticks.prefix(255))\n\n# After\n"
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
    #expect(lesson.problems == [])
    #expect(lesson.cells[0].outputs.map(\.text) == ["1\n"])
  }
}
