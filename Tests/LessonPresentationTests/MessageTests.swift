import LessonFormat
import LessonRuntime
import Testing

@testable import LessonPresentation
@testable import LessonRunner

@Suite("The message about a cell")
struct MessageTests {
  private func result(_ verdict: Verdict, output: String? = "a\n", line: Int = 7) -> CellResult {
    let block = output.map { "```output\n\($0)```\n" } ?? ""
    let lesson = Lesson(parsing: Array("# T\n\n```swift-cell id=a\n```\n\n\(block)".utf8), file: "a.md")
    return CellResult(cell: lesson.cells[0], verdict: verdict, line: line)
  }

  private func numbers(_ differing: Int, tolerance: Double?, relative: Double?) -> Mismatch {
    Mismatch(
      changes: [.missing("0.1574"), .unexpected("0.1571")], firstLine: 0,
      numbers: .init(
        differing: differing, total: 64,
        worst: .init(line: 2, actual: "0.1571", expected: "0.1574", absolute: 0.0003, relative: relative),
        tolerance: tolerance))
  }

  @Test("names the numbers, the line and the distance")
  func numbers() {
    #expect(
      result(.differs(numbers(6, tolerance: 1e-4, relative: 0.0019))).message
        == "6 of 64 numbers differ, worst at line 9: 0.1571, expected 0.1574, relative 1.9e-3 > 1e-4")
    #expect(
      result(.differs(numbers(1, tolerance: 1e-4, relative: nil))).message
        == "1 of 64 numbers differs, worst at line 9: 0.1571, expected 0.1574, absolute 3.0e-4 > 1e-4")
    #expect(
      result(.differs(numbers(1, tolerance: nil, relative: 0.0019))).message
        == "1 of 64 numbers differs, worst at line 9: 0.1571, expected 0.1574, off by 3.0e-4, relative 1.9e-3")
  }

  @Test("says that integers must be equal")
  func integers() {
    let worst = Mismatch.Worst(line: 0, actual: "1001", expected: "1000", absolute: 1, relative: 1e-3, isExact: true)
    let mismatch = Mismatch(
      changes: [.missing("1000"), .unexpected("1001")], firstLine: 0,
      numbers: .init(differing: 1, total: 1, worst: worst, tolerance: 0.01))
    #expect(result(.differs(mismatch)).message.hasSuffix("off by 1.0e0, relative 1.0e-3, and integers must be equal"))
  }

  @Test("names the first line that differs")
  func lines() {
    func message(_ changes: [Mismatch.Change], output: String? = "a\n") -> String {
      result(.differs(Mismatch(changes: changes, firstLine: 0)), output: output).message
    }
    #expect(message([.missing("a"), .unexpected("b")]) == "line 7 differs: `b`, expected `a`")
    #expect(message([.same("a"), .missing("b")]) == "line 7 is missing: `b`")
    #expect(message([.same("a"), .unexpected("b")]) == "there is an extra line at line 7: `b`")
    #expect(message([.missing("a")]) == "the cell printed nothing, but the lesson expects 1 line")
    #expect(
      message([.unexpected("a"), .unexpected("b")], output: nil)
        == "the cell printed 2 lines, but the lesson expects none: add an `output` block after it")
  }

  @Test("says that an output has only empty lines or spaces")
  func onlyWhiteSpace() {
    func message(_ printed: String) -> String {
      var result = result(.differs(Mismatch(changes: [.missing("a")], firstLine: 0)))
      result.pieces = [.text(printed)]
      return result.message
    }
    #expect(message("\n\n\n") == "the cell printed only 3 empty lines, but the lesson expects 1 line")
    #expect(message("  ") == "the cell printed only spaces, but the lesson expects 1 line")
  }

  @Test("says what a crash without a report may have been")
  func crash() {
    #expect(
      result(.crash(Crash(.failedCheck))).message
        == "a check that Swift makes failed: often a number is too large for its type, or an index is not in the array")
    #expect(result(.crash(Crash(.signal(10, description: "")))).message == "signal 10")
  }

  @Test("says what of a file cannot be preserved")
  func notPreserved() throws {
    let lesson = Lesson(parsing: Array("# T\n".utf8), file: "a.md")
    let plan = try LessonPlan(
      lesson, CompiledLesson(expectedOf: lesson), selection: .all, needs: [], options: RunOptions())
    let failure = RecordingFailure.notPreserved(
      file: "a.md", part: "owner and group", reason: "Operation not permitted")
    #expect(
      failure.diagnostic(plan).message
        == "the new file cannot have the owner and group of the old one: Operation not permitted: record the lesson as the file's owner"
    )
  }

  @Test("says that a comparison was given up, and shows only the beginning of a long line")
  func limits() {
    var mismatch = Mismatch(changes: [.missing("a"), .unexpected(String(repeating: "b", count: 3000))], firstLine: 0)
    let long = String(repeating: "b", count: 500) + "…"
    #expect(result(.differs(mismatch)).message == "line 7 differs: `\(long)`, expected `a`")
    let difference = DiffText(mismatch, style: .plain, indent: "").text
    #expect(difference == "- a\n+ \(long)\n")
    mismatch.isUndecided = true
    #expect(result(.differs(mismatch)).message.contains("too long to compare with so many `...` and `[..]`"))
  }

  @Test("Times and numbers are short")
  func short() {
    #expect(
      [Duration.zero, .milliseconds(12), .milliseconds(1249), .seconds(3), .seconds(119.7)].map(\.text) == [
        "0 ms", "12 ms", "1.2 s", "3 s", "120 s",
      ])
    #expect([1, 0.0019, 0.00999, 12345, 0.5].map(scientific) == ["1.0e0", "1.9e-3", "1.0e-2", "1.2e4", "5.0e-1"])
  }
}

@Suite("A check for programs")
struct JSONTests {
  @Test("Values keep their order and escape what JSON cannot contain")
  func values() {
    let value = JSONValue.object([
      ("b", .string("a\"\\\n\t\u{1}é")), ("a", .array([.integer(-3), .number(0.0000014), .number(12.5)])),
    ])
    #expect(value.text == #"{"b":"a\"\\\n\t\u0001é","a":[-3,0.000001,12.500000]}"#)
  }
}
