import Foundation
import LessonFormat
import LessonPresentation
import LessonRuntime
import Testing

@testable import LessonReports
@testable import LessonRunner

@Suite("Reports for programs")
struct ReportTests {
  private static let text = """
    # T

    ```swift-cell id=a
    print("x")
    ```

    ```output
    y: 100%
    ```

    ```swift-cell id=b
    ```
    """

  private func events() throws -> [RunEvent] {
    let lesson = Lesson(parsing: Array(Self.text.utf8), file: "Lessons/a,b.md")
    let compiled = CompiledLesson(expectedOf: lesson)
    let plan = try LessonPlan(lesson, compiled, selection: .all, needs: [], options: RunOptions())
    let mismatch = try #require(OutputMatcher("y: 100%\n").mismatch("x\u{1B} <&>\n"))
    let results = [
      CellResult(
        cell: lesson.cells[0], pieces: [.text("x\n")], verdict: .differs(mismatch), line: 8,
        duration: .milliseconds(3)),
      CellResult(cell: lesson.cells[1], verdict: .skip(.slow)),
    ]
    return results.map { .cellEnded(plan, $0) } + [.lessonEnded(plan, results), .runEnded(Summary(of: results))]
  }

  private func context(_ write: @escaping (String) -> Void) -> ReportContext {
    ReportContext(invocation: Invocation(program: "lessons"), write: write)
  }

  @Test("GitHub's annotations name the file, the line and the cell, and escape what would end them")
  func github() throws {
    var text = ""
    let report = GitHubReport(context { text += $0 })
    for event in try events() { report.handle(event) }
    let lines = text.split(separator: "\n")
    #expect(
      lines[0].hasPrefix("::error file=Lessons/a%2Cb.md,line=8,col=1,title=a,b#a::".replacing("a,b#a", with: "a%2Cb#a"))
    )
    #expect(lines[0].contains("expected `y: 100%25`%0A    - y: 100%25%0A    + x"))
    #expect(
      lines[1] == "::warning file=Lessons/a%2Cb.md,line=11,col=1,title=a%2Cb#b::cell 'b': slow: run it with --slow")
  }

  @Test("JUnit XML has a case for each cell, with its file and line, and no character that XML forbids")
  func junit() throws {
    var text = ""
    let report = JUnitReport(context { text += $0 })
    for event in try events() { report.handle(event) }
    #expect(text.contains("<testsuites name=\"lessons\" tests=\"2\" failures=\"1\" errors=\"0\" time=\"0.000000\">"))
    #expect(
      text.contains(
        "<testsuite name=\"a,b\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"1\" time=\"0.003000\" file=\"Lessons/a,b.md\">"
      ))
    #expect(text.contains("<testcase name=\"a\" classname=\"a,b\" time=\"0.003000\">"))
    #expect(text.contains(">Lessons/a,b.md:8:1: error: cell 'a': line 8 differs: `x\u{FFFD} &lt;&amp;&gt;`"))
    #expect(text.contains("<system-out>Lessons/a,b.md:3</system-out>"))
    #expect(text.contains("<skipped message=\"slow: run it with --slow\"/>"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test("A cell that is still running is named after 5, 10, 20, 40 seconds")
  func stillRunning() throws {
    guard case .cellEnded(let plan, _) = try events()[0] else { return }
    nonisolated(unsafe) var seconds: [Int] = []
    for second in 1...50 {
      StillRunningReport { text in
        #expect(text == "Lessons/a,b.md:3:1: note: cell 'a' has been running for \(second) s\n")
        seconds.append(second)
      }.handle(.cellStillRunning(plan, index: 0, seconds: second))
    }
    #expect(seconds == [5, 10, 20, 40])
  }

  @Test("A cell that differs because of a change before it is marked so, without its difference")
  func followsFromChange() throws {
    let markdown = "# T\n\n" + ["a", "b", "c"].map { "```swift-cell id=\($0)\n```\n\n```output\n1\n```\n" }.joined()
    let lesson = Lesson(parsing: Array(markdown.utf8), file: "t.md")
    let plan = try LessonPlan(
      lesson, CompiledLesson(expectedOf: lesson), selection: .all, needs: [], options: RunOptions())
    let mismatch = try #require(OutputMatcher("1\n").mismatch("2\n"))
    var text = ""
    var context = context { text += $0 }
    context.changedCells = { _ in ["b"] }
    let report = RunReport(context)
    report.handle(.lessonStarted(plan))
    for cell in lesson.cells {
      report.handle(.cellEnded(plan, CellResult(cell: cell, verdict: .differs(mismatch))))
    }
    #expect(text.components(separatedBy: "    follows from your change in 'b'\n").count == 2)
    #expect(text.components(separatedBy: "    rerun:").count == 3)
    #expect(text.contains("✗ c  fail  0 ms\n    follows from your change in 'b'"))
  }

  @Test("JSON ends with the counts")
  func summary() {
    var text = ""
    let report = JSONReport(context { text += $0 })
    var summary = Summary()
    summary.duration = .milliseconds(1500)
    report.handle(.runEnded(summary))
    #expect(
      text
        == #"{"schema":2,"summary":{"lessons":0,"cells":0,"pass":0,"fail":0,"error":0,"crash":0,"timeout":0,"skip":0,"answers":{"solved":0,"not yet":0,"does not compile":0,"crashed":0,"took too long":0,"untouched":0,"not judged":0},"seconds":1.500000}}"#
        + "\n")
  }
}
