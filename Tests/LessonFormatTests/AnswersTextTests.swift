import RandomLessons
import Testing

@testable import LessonFormat

@Suite("The text of an answers file")
struct AnswersTextTests {
  private static let question = """
    # T

    ## Question: the *middle*

    ```question id=middle
    Which one?

    [ ] 1
    - [ ] 2, or
      more
    ```

    <details>

    ```answer
    [x]
    [ ] no
    ```

    </details>
    """

  @Test("has the starter of an exercise, in a fence that is long enough")
  func exercise() {
    let text =
      "# T\n\n## Exercise: `f`\n\n~~~ swift cell id=f exercise\nlet s = \"\"\"\n```\n\"\"\"\n~~~\n\n```swift-check\n```\n\n<details>\n\n```swift-solution\n```\n\n</details>\n"
    let lesson = parse(text)
    #expect(lesson.renderedProblems == "")
    #expect(
      lesson.answerSection(for: lesson.cells[0])
        == "## Exercise: f\n\n````swift-cell id=f\nlet s = \"\"\"\n```\n\"\"\"\n````\n")
  }

  @Test("has the choices of a question, and one of them is ticked", arguments: ["\n", "\r\n"])
  func question(_ newline: String) {
    let lesson = parse(Self.question)
    #expect(lesson.renderedProblems == "")
    let section = lesson.answerSection(for: lesson.questions[0])
    #expect(
      section == "## Question: the middle\n\n```question id=middle\nWhich one?\n\n[ ] 1\n[ ] 2, or more\n```\n")
    var answers = parse(section.replacing("\n", with: newline))
    for choice in [1, 0] {
      let edits = answers.edits(ticking: choice, of: answers.questions[0])
      answers = Lesson(parsing: answers.source.applying(edits), file: "a.md")
      #expect(answers.questions[0].choices.map(\.isTicked) == [choice == 0, choice == 1])
    }
    #expect(answers.edits(ticking: 0, of: answers.questions[0]).isEmpty)
    #expect(answers.rendered() == Array(section.replacing("[ ] 1", with: "[x] 1").replacing("\n", with: newline).utf8))
  }

  @Test(
    "grows by parts with an empty line before each and the newlines of the first line",
    arguments: [
      ("", "a\n"), ("x", "x\n\na\n"), ("x\n", "x\n\na\n"), ("x\n\n", "x\n\na\n"), ("x\r\ny", "x\r\ny\r\n\r\na\r\n"),
      ("x\n \t", "x\n \t\na\n"),
    ])
  func appending(_ text: String, _ expected: String) {
    let lesson = parse(text)
    #expect(String(decoding: lesson.source.applying([lesson.edit(appending: "a\n")]), as: UTF8.self) == expected)
  }

  @Test("gets other code, unless its fence cannot enclose that", arguments: ["\n", "\r\n"])
  func code(_ newline: String) throws {
    let lesson = parse("# T\n\n```swift-cell id=a\nold\n```\n".replacing("\n", with: newline))
    let edit = try #require(lesson.edit(of: lesson.cells[0], toCode: "new\n\n  code\n"))
    #expect(
      String(decoding: lesson.source.applying([edit]), as: UTF8.self)
        == "# T\n\n```swift-cell id=a\nnew\n\n  code\n```\n".replacing("\n", with: newline))
    #expect(lesson.edit(of: lesson.cells[0], toCode: "```\n") == nil)
  }

  @Test("asks what a random lesson asks (LESSONS_SEED reruns one)")
  func random() {
    for seed in Cases.seeds(1000) {
      var random = SplitMix(seed: seed)
      let lesson = Lesson(parsing: RandomDocument(lessonUsing: &random).bytes, file: "a.md")
      guard lesson.problems.isEmpty else { continue }
      var answers = parse("# Answers")
      let exercises = lesson.cells.filter { $0.exercise != nil }
      for section in exercises.map(lesson.answerSection) + lesson.questions.map(lesson.answerSection) {
        answers = Lesson(parsing: answers.source.applying([answers.edit(appending: section)]), file: "a.md")
      }
      #expect(
        answers.cells.map(\.id) == exercises.map(\.id) && answers.cells.map(\.code) == exercises.map(\.code),
        "seed \(seed)")
      #expect(
        answers.questions.map { $0.choices.map(\.text) } == lesson.questions.map { $0.choices.map(\.text) },
        "seed \(seed)")
      #expect(
        answers.problems.allSatisfy { $0.kind == .questionWithoutAnswer }, "seed \(seed): \(answers.renderedProblems)")
    }
  }

  private func parse(_ text: String) -> Lesson { Lesson(parsing: Array(text.utf8), file: "a.md") }
}
