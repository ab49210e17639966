import LessonFormat
import Testing

@testable import LessonProse

@Suite("The body of a lesson with exercises")
struct ExerciseBodyTests {
  private static let starter = "```swift-cell id=a exercise\ntodo(\"x\")\n```\n"
  private static let check = "```swift-check\nexpect(x)\n```\n"
  private static let solution = "```swift-solution\nlet x = 1\n```\n"
  private static let question = "```question id=q\nWhich?\n[ ] one\n[ ] two\n```\n"
  private static let answer = "```answer\n[ ] no\n[x] yes\n```\n"
  private static let exercise = "# T\n\n\(starter)\n\(check)\n"
  private static let checkFold =
    "check 7..<10\n<details><summary>Check</summary>\n``` swift\nexpect(x)\n```\n</details>\n"

  private func body(_ text: String, showsSolutions: Bool = true) throws -> LessonBody {
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
    #expect(lesson.problems == [])
    return try LessonBody(lesson, keepsImage: { _ in true }, showsSolutions: showsSolutions)
  }

  private func folded(_ word: String, _ content: String) -> String {
    "<details><summary>\(word)</summary>\n\n\(content)\n</details>\n"
  }

  @Test("has each exercise, check, hint, solution, question and answer as a part")
  func parts() throws {
    let text =
      Self.exercise + folded("Hint", "*Look*.\n\n> up\n") + "\n" + folded("Solution", "\(Self.solution)\nWhy.\n")
      + "\n\(Self.question)\n" + folded("Answer", Self.answer)
    let solution =
      "solution 19..<28\n<details><summary>Solution</summary>\n``` swift\nlet x = 1\n```\nWhy.\n</details>\n"
    #expect(
      try body(text).parts.map(\.dump) == [
        "# T\n", "exercise 0", Self.checkFold,
        "hint 11..<18\n<details><summary>Hint</summary>\n*Look*.\n> up\n</details>\n",
        solution, "question 0\nWhich?\n1.  one\n2.  two\n",
        "answer 35..<43\n<details><summary>Answer</summary>\n1.  ✗ no\n2.  ✓ yes\n</details>\n",
      ])
    #expect(
      try body(text, showsSolutions: false).parts.map(\.dump) == [
        "# T\n", "exercise 0", Self.checkFold,
        "hint 11..<18\n<details><summary>Hint</summary>\n*Look*.\n> up\n</details>\n",
        "question 0\nWhich?\n1.  one\n2.  two\n",
      ])
  }

  @Test(
    "folds what the author folds, however that is written",
    arguments: [
      (
        "<details><summary>Hint <code>a</code> &amp; <b>b</b></summary>\n\nx\n\n</details>",
        "<details><summary>Hint <code>a</code> &amp; <b>b</b></summary>\n<p>x</p>\n</details>\n"
      ),
      (
        "<details open>\n<summary>Hint</summary>\n\nx\n\n</details>",
        "<details><summary>Hint</summary>\n<p>x</p>\n</details>\n"
      ),
      (
        "<details><summary>Hint</summary>Use <b>x</b>.</details>",
        "<details><summary>Hint</summary>\nUse <b>x</b>.\n</details>\n"
      ),
      (
        "<details><summary>Hint</summary>\nUse\n\nx\n</details>",
        "<details><summary>Hint</summary>\n\nUse\n<p>x</p>\n</details>\n"
      ),
      (
        "<details><summary>Hint</summary>\n\n<details><summary>More</summary>\n\nx\n\n</details>\n\n</details>",
        "<details><summary>Hint</summary>\n<details><summary>More</summary>\n<p>x</p>\n</details>\n</details>\n"
      ),
      // What is not allowed is shown as text, within a fold nevertheless.
      (
        "<details class=x><summary>Hint</summary>\n\nx\n\n</details>",
        "<details><summary>Hint</summary>\n<p>&lt;details class=x&gt;&lt;summary&gt;Hint&lt;/summary&gt;</p>\n"
          + "<p>x</p>\n</details>\n"
      ),
      (
        "<details><summary>Hint<script></summary>\n\nx\n\n</details>",
        "<details><summary>Hint</summary>\n<p>&lt;details&gt;&lt;summary&gt;Hint&lt;script&gt;&lt;/summary&gt;</p>\n"
          + "<p>x</p>\n</details>\n"
      ),
    ])
  func folds(_ markdown: String, _ html: String) throws {
    let text = Self.exercise + markdown + "\n\n" + folded("Solution", Self.solution)
    let parts = try body(text).parts
    #expect(parts.count == 5)
    #expect(parts.dropFirst(3).first?.prose.map(\.html).joined() == html)
  }

  @Test("separates folds between which there is no empty line")
  func adjoining() throws {
    let fold = { (word: String, text: String) in "<details><summary>\(word)</summary>\n\n\(text)\n</details>\n" }
    let text = Self.exercise + fold("Hint", "x\n") + fold("Hint 2", "y\n") + fold("Solution", Self.solution) + "Next\n"
    let kinds = try body(text).parts.dropFirst(2).map { String($0.dump.prefix { $0 != " " }) }
    #expect(kinds == ["check", "hint", "hint", "solution", "Next\n"])
  }

  @Test("folds a check, a solution or an answer once, if the author folds them, too, and leaves out hidden checks")
  func once() throws {
    let text =
      "# T\n\n\(Self.starter)\n" + folded("Check", Self.check) + "\n"
      + folded("Check", Self.check.replacing("check", with: "check hidden")) + "\n" + folded("Solution", Self.solution)
    #expect(
      try body(text).parts.map { String($0.dump.prefix { $0 != " " }) } == ["#", "exercise", "check", "solution"])
  }

  @Test("without solutions has no prose that shares a fold with one")
  func shared() throws {
    let text =
      Self.exercise
      + folded("All", "Before.\n\n\(Self.solution)\nAfter.\n\n\(Self.question)\nReason.\n\n\(Self.answer)\nEnd.\n")
      + "\nNext.\n"
    let kept = try body(text, showsSolutions: false).parts.dropFirst(3).map(\.dump)
    #expect(
      kept == [
        "<details><summary>All</summary>\n", "question 0\nWhich?\n1.  one\n2.  two\n", "</details>\n", "Next.\n",
      ])
    // With solutions, each has a fold of its own.
    #expect(try body(text).parts.count == 13)
  }

  @Test("reads a question's texts as Markdown within a line")
  func question() throws {
    let text = """
      # T

      ```question id=q
      What is `a`
      for *you*?

      # Not a heading
      [ ] # one #
      [ ] 2. two | `a|b`
      [ ] - three
      [ ] > four [x](y.md)
      [ ]
      ```

      \(folded("Answer", "```answer\n[ ] # a\n[x]\n[ ] 1. c\n[ ] - d\n[ ] `e`\n```\n"))
      """
    let parts = try body(text).parts
    #expect(
      parts[1].prose.map(\.html).joined() == """
        <p>What is <code>a</code> for <em>you</em>?</p>
        <p># Not a heading</p>
        <ol>
        <li># one #</li>
        <li>2. two | <code>a|b</code></li>
        <li>- three</li>
        <li>&gt; four <a href="y.md">x</a></li>
        <li></li>
        </ol>

        """)
    #expect(parts[2].prose.map(\.markdown)[1] == "1.  ✗ \\# a\n2.  ✓\n3.  ✗ 1. c\n4.  ✗ - d\n5.  ✗ `e`\n")
    #expect(parts[1].prose.map(\.line) == [3, 3, 3])
  }

  @Test("shows a question's texts as they are if they exceed the limits of what is parsed")
  func limits() throws {
    let long = String(repeating: "![[](", count: 3000)
    let text = "# T\n\n```question id=q\n[ ] \(long)\n[ ] b\n```\n\n" + folded("Answer", Self.answer)
    #expect(try body(text).parts[1].prose.map(\.html).joined().contains(long))
  }

  @Test("has folded headings with anchors, but not among the headings of the page, and no images of hidden solutions")
  func headings() throws {
    let text =
      "\(Self.exercise)## A\n\n" + folded("Solution", "## A\n\n\(Self.solution)\n![i](i.png)\n") + "\n## Cell q\n\n"
      + "\(Self.question)\n" + folded("Answer", Self.answer)
    let all = try body(text)
    #expect(all.headings.map(\.anchor) == ["t", "a", "cell-q-1"])
    #expect(all.parts.flatMap(\.prose).map(\.html).contains("<h2 id=\"a-1\">A</h2>\n"))
    #expect(all.images == ["i.png"])
    #expect(try body(text, showsSolutions: false).images == [])
  }
}
