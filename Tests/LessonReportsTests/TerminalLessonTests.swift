import Figures
import LessonFormat
import LessonPresentation
import LessonRunner
import Testing

@testable import LessonReports

@Suite("A lesson on a terminal")
struct TerminalLessonTests {
  @Test("shows a figure below its summary if there are colours")
  func figure() {
    let lesson = Lesson(parsing: Array("# T\n".utf8), file: "a.md")
    let figure = Figure.lineChart(LineChart("t", [1, 0]))
    let pieces: [OutputPiece] = [.text("before\n"), .figure(figure), .text("after\n")]
    let drawn = TerminalLesson(lesson, style: Style(colours: .sixteen)).output(pieces)
    #expect(drawn.split(separator: "\n").count == 3 + 9)
    #expect(
      TerminalLesson(lesson, style: .plain).output(pieces) == "  before\n  \(figure.summary)\n  after\n")
  }

  private static let exercises = """
    # T

    ```swift-cell id=a exercise
    todo("x")
    ```

    ```swift-check
    expect(true, "seen check")
    ```

    <details><summary>Hint</summary>

    Hint.

    </details>

    <details><summary>Solution</summary>

    ```swift-solution
    1
    ```

    Why.

    </details>

    Later.

    ```swift-cell id=b
    1
    ```

    ```question id=c
    Which
    one of `these`?

    [ ] the *first*
    [ ] the second
    ```

    <details><summary>Answer</summary>

    ```answer
    [x] Right.
    [ ] Wrong.
    ```

    </details>

    End.
    """

  @Test("lists exercises without their checks, hints and solutions, and questions with their choices")
  func listing() {
    let lesson = Lesson(parsing: Array(Self.exercises.utf8), file: "a.md")
    #expect(lesson.problems == [])
    let code = "\n  │ todo(\"x\")\n\nLater.\n\n  │ 1\n\n"
    #expect(
      LessonListing(lesson, variant: nil).text
        == "# T\n\(code)Which\none of `these`?\n\n1. the *first*\n2. the second\n\nEnd.\n")
    #expect(
      LessonListing(lesson, variant: nil, style: Style(colours: .none, width: 40)).text
        == "\n# T\n\(code)Which one of `these`?\n\n1. the *first*\n2. the second\n\nEnd.\n\n")
  }

  @Test("shows what a fold has in it only if all lines are in the fold")
  func folds() throws {
    let lesson = Lesson(parsing: Array(Self.exercises.utf8), file: "a.md")
    let terminal = TerminalLesson(lesson, style: Style(colours: .none, width: 40))
    let exercise = try #require(lesson.cells[0].exercise)
    #expect(terminal.prose(exercise.hints[0].lines) == "\n**Hint**\n\nHint.\n\n")
    let solution = try #require(exercise.solution)
    #expect(terminal.prose(solution.fence.lines.upperBound..<solution.lines.upperBound) == "\nWhy.\n\n")
    #expect(terminal.prose(1..<lesson.source.lineCount + 1).contains("Why") == false)
  }
}
