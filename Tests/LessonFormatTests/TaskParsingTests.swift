import Foundation
import Testing

@testable import LessonFormat

@Suite("Parsing exercises and questions")
struct TaskParsingTests {
  private static let exercise = """
    # T

    ```swift-cell id=numbers
    let numbers = [3, 1, 2]
    ```

    ## Exercise: the *largest*

    Find it.

    ```swift-cell id=largest exercise
    func largest() -> Int { todo("compare") }
    ```

    Checked so:

    ```swift-check
    expect(largest(), equals: 3, "3")
    ```

    ```swift-check hidden
    expect(true, "hidden")
    ```

    <details><summary>Hint</summary>

    Look.

    </details>

    <details>
    <summary><b>Hint</b>: in
    one line</summary>

    `max()`

    </details>

    <details><summary>Solution</summary>

    ```swift-solution
    func largest() -> Int { 3 }
    ```

    Why.

    </details>

    End.

    """

  @Test("finds what an exercise consists of", arguments: ["\n", "\r\n", "\r"], ["-", " "])
  func exercise(_ newline: String, _ space: String) throws {
    let text = Self.exercise.replacing("\n", with: newline)
    let lesson = parse(text.replacing("swift-", with: "swift\(space)"))
    #expect(lesson.renderedProblems == "")
    let exercise = try #require(lesson.cells[1].exercise)
    #expect(lesson.cells[0].exercise == nil)
    #expect(exercise.title == "the largest")
    #expect(exercise.instructions == 7..<11)
    #expect(lesson.cells[1].code == "func largest() -> Int { todo(\"compare\") }\n")
    #expect(exercise.checks.map(\.isHidden) == [false, true])
    #expect(exercise.checks.map(\.fence.lines) == [17..<20, 21..<24])
    #expect(exercise.checks[0].code == "expect(largest(), equals: 3, \"3\")\n")
    #expect(exercise.hints.map(\.lines) == [25..<30, 31..<38])
    #expect(exercise.solution?.lines == 39..<48)
    #expect(exercise.solution?.fence.lines == 41..<44)
    #expect(exercise.solution?.code == "func largest() -> Int { 3 }\n")
    #expect(
      lesson.segments.map { "\($0.lines) \($0.kind)" } == [
        "1..<3 prose", "3..<6 cell(0)", "6..<11 prose", "11..<14 cell(1)", "14..<17 prose",
        "17..<20 check(cell: 1, index: 0)", "20..<21 prose", "21..<24 check(cell: 1, index: 1)", "24..<25 prose",
        "25..<30 hint(cell: 1, index: 0)", "30..<31 prose", "31..<38 hint(cell: 1, index: 1)", "38..<39 prose",
        "39..<48 solution(cell: 1)", "48..<50 prose",
      ])
    #expect(lesson.rendered() == lesson.source.bytes)
  }

  @Test("finds what a question consists of", arguments: ["\n", "\r\n"])
  func question(_ newline: String) throws {
    let text = """
      # T

      ## Question: the middle

      Think.

      ~~~ question id=middle
      What is the median of
      3, 1, 2?

      [ ] 1, or
        more
      - [ ]   2
      ~~~

      <details><summary>Answer</summary>

      ```answer
      [ ] It is the
      smallest.
      [X]
      ```

      </details>

      """
    let lesson = parse(text.replacing("\n", with: newline))
    #expect(lesson.renderedProblems == "")
    let question = lesson.questions[0]
    #expect(question.id == "middle" && question.title == "the middle")
    #expect(question.instructions == 3..<7 && question.fence.lines == 7..<15)
    #expect(question.text == "What is the median of\n3, 1, 2?")
    #expect(question.choices.map(\.text) == ["1, or more", "2"])
    #expect(question.choices.map(\.line) == [11, 13])
    #expect(question.choices.map(\.reason) == ["It is the smallest.", ""])
    #expect(question.choices.map(\.isRight) == [false, true] && question.choices.allSatisfy { !$0.isTicked })
    #expect(question.answer?.lines == 18..<23 && question.answerLines == 16..<25)
    #expect(
      lesson.segments.map { "\($0.lines) \($0.kind)" } == [
        "1..<7 prose", "7..<15 question(0)", "15..<16 prose", "16..<25 answer(0)",
      ])
  }

  @Test(
    "A fold belongs to a solution only if it has no other block",
    arguments: [
      ("<details>\n\n@\n\n</details>", 11..<18), ("<details>\n\n@\n</details>", 11..<17),
      ("<details><summary>A</summary>\n\n<details>\n\nx\n\n</details>\n\n@\n\n</details>", 11..<24),
      ("<details>\n\n<details>\n\n@\n\n</details>\n\n</details>", 11..<22),
      ("<details>\n\n@\n\n```swift-cell id=b\n```\n\n</details>", 13..<16),
      ("<details>\n\n```text\n<details>\n```\n\n@\n\n</details>", 11..<22),
      ("<details>\n\n<!-- </details> -->\n\n@\n\n</details>", 11..<20),
      ("> <details>\n\n<details>\n\n@\n\n</details>", 13..<20),
    ])
  func folds(_ pattern: String, _ lines: Range<Int>) {
    let text =
      "# T\n\n```swift-cell id=a exercise\n```\n\n```swift-check\nx\n```\n\nText.\n"
      + pattern.replacing("@", with: "```swift-solution\ny\n```") + "\n"
    let lesson = parse(text)
    #expect(lesson.renderedProblems == "")
    #expect(lesson.cells[0].exercise?.solution?.lines == lines)
    #expect(lesson.segments.flatMap { Array($0.lines) } == Array(1..<lesson.source.lineCount + 1))
  }

  @Test(
    "A hint is a fold of its own between an exercise and the next cell",
    arguments: [
      ("<details><summary>HINT 1</summary>\n\nx\n\n</details>", 1),
      ("<details><summary>Help</summary>\n\nx\n\n</details>", 0),
      ("<details><summary><i>hint</i></summary>x</details>", 1), ("<details>\n\nHint\n\n</details>", 0),
      ("<details><summary>Hint</summary>\n\n```text\nx\n```\n\n</details>", 1),
      ("<details><summary>Hint</summary>\n\n```swift-cell id=b\n```\n\n</details>", 0),
      ("```swift-cell id=b\n```\n\n<details><summary>Hint</summary>x</details>", 0),
      ("> <details><summary>Hint</summary>x</details>", 0), ("- <details><summary>Hint</summary>x</details>", 0),
    ])
  func hints(_ pattern: String, _ count: Int) {
    let lesson = parse(Self.exercise.replacing("End.", with: pattern))
    #expect(lesson.renderedProblems == "")
    #expect(lesson.cells[1].exercise?.hints.count == 2 + count)
  }

  @Test(
    "The instructions begin at the heading, or after what precedes the exercise",
    arguments: [
      ("## Exercise\n\nText.", "Exercise", 1), ("Text.", "T", 1),
      ("Text.\n\n<details>\n\nx\n\n</details>\n\nMore.", "T", 1),
      ("## Exercise: b\n\n<details><summary>Why</summary>\n\nx\n\n</details>", "b", 1),
      ("<details><summary>Hint</summary>\n\nx\n\n</details>\n\nText.", "T", 7),
      ("```text\nx\n```", "T", 1), ("Two lines\nof title\n===\n\nText.", "Two lines of title", 1),
    ])
  func instructions(_ prose: String, _ title: String, _ offset: Int) {
    let block =
      "```swift-cell id=@ exercise\n```\n\n```swift-check\nx\n```\n\n<details>\n\n```swift-solution\n```\n\n </details>\n\n"
    let first = "# T\n\n" + block.replacing("@", with: "a")
    let lesson = parse(first + prose + "\n\n" + block.replacing("@", with: "b"))
    #expect(lesson.renderedProblems == "")
    // The empty line before belongs to them unless a heading does.
    let lower = first.count { $0 == "\n" } + offset
    let exercise = lesson.cells[1].exercise
    #expect(exercise?.title == title)
    #expect([lower, lower - 1].contains(exercise?.instructions.lowerBound))
    #expect(exercise?.instructions.upperBound == lesson.cells[1].line)
  }

  @Test("The digest depends on the checks and the solution, not on hints or on what folds it")
  func digest() {
    let digest = { (old: String, new: String) in parse(Self.exercise.replacing(old, with: new)).cells[1].digest }
    let plain = digest("", "")
    #expect(
      digest("Look", "See") == plain && digest("Solution", "Answer") == plain && digest("Find", "Search") == plain)
    #expect(digest("\"hidden\"", "\"x\"") != plain && digest("swift-check hidden", "swift-check") != plain)
    #expect(digest("{ 3 }", "{ 2 }") != plain && digest("todo(\"compare\")", "2") != plain)
    #expect(digest(" exercise", "") != plain)
  }

  @Test("Looking for summaries takes time in proportion to the text", arguments: 0..<3)
  func longSummaries(_ index: Int) {
    let long = String(repeating: "x", count: 600_000)
    let folds = [
      String(repeating: "<details></details>\n", count: 900) + long.replacing("xx", with: "x\n"),
      "<details>\(String(repeating: "<summary>", count: 1800))\(long)</details>\n",
      "<details><summary>\(String(repeating: "<", count: 3900))\(long)</summary></details>\n",
    ][index]
    let question = "# T\n\n```question id=q\n[ ] a\n[ ] b\n```\n\n"
    let plain = processorTime { _ = parse(question + folds.replacing("<details", with: "<detail")) }
    let time = processorTime { #expect(parse(question + folds).problems.map(\.kind) == [.questionWithoutAnswer]) }
    #expect(time < plain * 5 + .seconds(2))
  }

  /// How long a closure keeps the processor busy, however much of it the tests take that run at the same time.
  private func processorTime(_ body: () -> Void) -> Duration {
    func now() -> Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    body()
    return now() - start
  }

  private func parse(_ text: String) -> Lesson { Lesson(parsing: Array(text.utf8), file: "Lessons/a.md") }
}
