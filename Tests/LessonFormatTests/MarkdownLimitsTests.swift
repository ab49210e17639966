import RandomLessons
import Testing

@testable import LessonFormat

/// A text that cmark 0.29.0.gfm.6 needs minutes or gigabytes for, if it is long.
private struct Hostile: CustomTestStringConvertible, Sendable {
  var testDescription: String
  /// Returns a text of about the given size in bytes.
  var text: @Sendable (Int) -> String

  init(_ description: String, _ text: @escaping @Sendable (Int) -> String) {
    (testDescription, self.text) = (description, text)
  }

  /// A text that repeats a part.
  init(_ part: String) {
    self.init(part.debugDescription) { String(repeating: part, count: $0 / part.utf8.count) }
  }
}

private let hostile =
  [
    "![[]()", "a@", "<?", "?<", "<http://a", "<!--", "<![CDATA[", "<!A ", "[", "[a](", "](", "*a ", "**_", "_a ", "~~a",
    "`a",
    "&", "> ", ">", "- ", "1. ", "1)\n", "[r]: /u\n", "|a", "|-|\n", ":-:\n", "# a\n", "a\n===\n", "\n", "\\\n",
    "word ", "www.a ",
    "```\n", "~~~\n~~~\n", "```swift-cell id=c\n```\n", "```swift-cel x\n```\n", "- [ ] a\n", "<b>\n\n", "<pre>\n",
    "\r", "\t",
  ].map(Hostile.init) + [
    Hostile("a long definition that is often used") {
      "[r]: /" + String(repeating: "u", count: $0 / 2) + "\n\n" + String(repeating: "[r] ", count: $0 / 8)
    },
    Hostile("short rows of a wide table") {
      String(repeating: "|a", count: 3000) + "\n" + String(repeating: "|-", count: 3000) + "\n"
        + String(repeating: "|\n", count: $0 / 2)
    },
    Hostile("brackets that end an address") { "www.a" + String(repeating: ")", count: $0) },
    Hostile("many delimiter rows of a wide head") {
      String(repeating: "|", count: $0 / 2) + "\n" + String(repeating: "|-|\n", count: $0 / 8)
    },
    Hostile("empty lines in nested lists") {
      String(repeating: "- ", count: 99) + "a" + String(repeating: "\n", count: $0)
    },
    Hostile("a long line of attributes") {
      "```swift-cell id=b " + String(repeating: "slw ", count: $0 / 4) + "\n```\n"
    },
    Hostile("a long front matter") { "---\n" + String(repeating: "slw: 3\n", count: $0 / 7) + "---\n# T\n" },
  ]

@Suite("The limits on a lesson's Markdown")
struct MarkdownLimitsTests {
  @Test("bound the time of reading it", arguments: hostile, [400_000])
  private func time(_ hostile: Hostile, _ size: Int) {
    let bytes = Array(("# T\n\n" + hostile.text(size)).utf8)
    let time = ContinuousClock().measure {
      let lesson = Lesson(parsing: bytes, file: "a.md")
      #expect(lesson.rendered() == bytes)
      #expect(lesson.problems.count <= Lesson.problemLimit + 1)
      #expect(lesson.renderedProblems.utf8.count < 3_000_000)
    }
    #expect(time < .seconds(20))
  }

  @Test("The size of a lesson is limited")
  func size() {
    let text = "# T\n" + String(repeating: "a line\n", count: 400_000)
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
    #expect(lesson.problems == [LessonProblem(.tooLarge(limit: 2 << 20), at: SourceLocation(line: 1))])
  }

  @Test("After a thousand problems, the rest is not listed")
  func problems() {
    let text = "# T\n" + String(repeating: "```swift-cel x\n```\n", count: 2000)
    let problems = Lesson(parsing: Array(text.utf8), file: "a.md").problems
    #expect(problems.count == 1001)
    #expect(problems.last == LessonProblem(.tooManyProblems(limit: 1000), at: SourceLocation(line: 2002, column: 4)))
  }

  @Test("What a lesson may well contain is not limited")
  func generous() {
    let code = "```swift-cell id=a\n" + String(repeating: "a[0](1, 2) // `x` *y* <z>\n", count: 10_000) + "```\n"
    let output = "```output\n" + String(repeating: "[[0.1, 0.2], [0.3, 0.4]] | 1 | 2\n", count: 10_000) + "```\n"
    let table = "| a | b |\n|---|---|\n" + String(repeating: "| `code` | **bold** |\n", count: 400)
    let list = String(repeating: "- [text](https://example.com) and *more*\n", count: 300)
    let prose = String(repeating: "A sentence with *some* `code` and a [link](https://example.com).\n\n", count: 1000)
    let text = ["# T", code, output, "> - a\n>   - b", table, list, prose].joined(separator: "\n\n")
    #expect(Lesson(parsing: Array(text.utf8), file: "a.md").renderedProblems == "")
  }

  @Test("Only lines of fenced code are not counted, whatever the document")
  func code() {
    for seed in Cases.seeds(5000) {
      var random = SplitMix(seed: seed)
      let source = SourceText(RandomDocument(using: &random).bytes)
      let outline = MarkdownOutline(of: source, skipping: 0)
      var scanner = MarkdownBlockScanner()
      for line in 1..<source.lineCount + 1 {
        let text = source.bytes[source.range(ofLine: line)]
        let isParsed = text.withUnsafeBufferPointer { scanner.isParsed($0) }
        let isEmpty = text.allSatisfy(\.isSpaceOrTab)
        #expect(
          isParsed || isEmpty || outline.fences.contains { $0.lines.contains(line) },
          "LESSONS_SEED=\(seed), line \(line)")
      }
    }
  }

  @Test(
    "In doubt, lines are taken for text",
    arguments: [
      ("```\n[\n```\n[", "..."), ("  ```\n  [\n[\n  ```\n[", ".."), ("- a\n  ```\n  [\n```\n[\n```\n[", ".."),
      ("<div>\n```\n[\n```\n[", ""), ("<div>\n\n```\n[\n```\n[", "..."), ("<!--\n\n```\n-->\n```\n[", ""),
      ("<!-- -->\n```\n[\n```\n[", "..."), ("<b>\n<!--\n-->\n```\n[", ""),
      ("<details>\n<summary>a</summary>\n\n```\n[\n```\n[", "..."), ("<pre>\n\n```\n[", ""), ("<PRE>\n\n```\n[", ""),
      ("```a`\n[", ""), ("````\n```\n[\n````\n[", "...."),
      ("~~~a`\n[\n~~~ \n[", "..."), ("    ```\n[", ""), ("> ```\n[", ""), ("```\r[\r```\r[\r```\r[", "....."),
    ])
  func doubt(_ text: String, _ code: String) {
    let source = SourceText(text)
    var scanner = MarkdownBlockScanner()
    let unparsed = (1..<source.lineCount + 1).filter { line in
      let bytes = source.bytes[source.range(ofLine: line)]
      return !bytes.withUnsafeBufferPointer { scanner.isParsed($0) } && !bytes.isEmpty
    }
    #expect(unparsed.count == code.count)
  }
  /// Found by the fuzzer: cmark looks for the end of a comment only as far as a line is UTF-8.
  @Test(
    "A comment that seems to end on a line that is not UTF-8 may go on",
    arguments: ["<!--\n\u{1} -->", "<!-- \u{1} -->"])
  func commentOfOtherBytes(_ text: String) {
    let bytes = (text + "\n```\n[\n").utf8.map { $0 == 1 ? 0xFF : $0 }
    let source = SourceText(bytes)
    var scanner = MarkdownBlockScanner()
    let isParsed = (1..<source.lineCount + 1).map { line in
      source.bytes[source.range(ofLine: line)].withUnsafeBufferPointer { scanner.isParsed($0) }
    }
    #expect(isParsed.allSatisfy { $0 })
  }
}
