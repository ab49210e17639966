import LessonFormat
import LessonPresentation
import Testing

@testable import LessonReports

@Suite("Prose on a terminal")
struct ProseTextTests {
  private static let rich = Style(colours: .sixteen, width: 20)

  private func text(_ markdown: String, _ style: Style = Style(colours: .none, width: 20)) -> String {
    let lesson = Lesson(parsing: Array(markdown.utf8), file: "a.md")
    return TerminalLesson(lesson, style: style).prose(1..<lesson.source.lineCount + 1)
      .trimming("\n")
  }

  @Test(
    "is wrapped between words, with Markdown markup if there are no colours",
    arguments: [
      ("one two three four\nfive six", "one two three four\nfive six"),
      ("one two three four five", "one two three four\nfive"),
      ("- one two three four five\n- six", "- one two three four\n  five\n- six"),
      ("9. one two three four\n10. five", " 9. one two three\n    four\n10. five"),
      ("- a\n  1. b\n  - [x] c", "- a\n  1. b\n  - [x] c"),
      ("a-word-that-is-longer-than-the-line and more", "a-word-that-is-longer-than-the-line\nand more"),
      ("日本日本日本日本 日本日本", "日本日本日本日本\n日本日本"),
      ("*a* **b** `c` ~~d~~ [e](f.md)", "*a* **b** `c` ~~d~~\ne (f)"),
      ("[e](f.md#g) [h](#i) j", "e h j"), ("> one two three four five", "> one two three four\n> five"),
      ("## One two three four five", "## One two three\nfour five"),
      ("a  \nb", "a\nb"), ("***", "--------------------"),
      ("```text\nsome code that is longer\n```", "    some code that i\n    s longer"),
      ("<details><summary>Hint</summary>\n\nText\n\n</details>", "**Hint**\n\nText"),
    ])
  func plain(_ markdown: String, _ expected: String) {
    #expect(text(markdown) == expected)
  }

  @Test("A table's columns are as wide as they need to be, or narrower if they do not fit")
  func table() {
    let markdown = "|a|b|\n|-|-:|\n|one two three four|5|"
    #expect(text(markdown) == "a                | b\n-----------------|--\none two three    | 5\nfour             |  ")
    #expect(
      text(markdown, Style(colours: .none, width: 40))
        == "a                  | b\n-------------------|--\none two three four | 5")
  }

  @Test("Text attributes become escape codes with the available colours")
  func attributes() {
    #expect(text("*a* **b** `c`", Self.rich) == "\u{1B}[3ma\u{1B}[0m \u{1B}[1mb\u{1B}[0m \u{1B}[36mc\u{1B}[0m")
    #expect(text("`c`", Style(colours: .indexed, width: 20)) == "\u{1B}[38;5;111mc\u{1B}[0m")
    #expect(
      text("`c`", Style(colours: .trueColour, background: .light, width: 20)) == "\u{1B}[38;2;5;80;174mc\u{1B}[0m")
  }

  @Test("Code keeps its spaces, and may be broken at them")
  func spacesInCode() {
    #expect(text("a  b `hii  there`  c") == "a b `hii  there` c")
    #expect(text("`hii  there`", Self.rich) == "\u{1B}[36mhii  there\u{1B}[0m")
    #expect(text("`  a  ` b", Self.rich) == "\u{1B}[36m a \u{1B}[0m b")
    #expect(text("one two `three  four  five`") == "one two `three  four\nfive`")
    #expect(text("|`a  b`|\n|-|\n|`c  d`|") == "`a  b`\n------\n`c  d`")
  }

  @Test("A link is active if the terminal supports links; otherwise its address follows")
  func links() {
    let link = "[a](https://x.org/é)"
    #expect(
      text(link, Style(colours: .sixteen, width: 40, hasLinks: true))
        == "\u{1B}]8;;https://x.org/%C3%A9\u{1B}\\\u{1B}[4;36ma\u{1B}[0m\u{1B}]8;;\u{1B}\\")
    #expect(
      text(link, Style(colours: .sixteen, width: 40))
        == "\u{1B}[4;36ma\u{1B}[0m\u{1B}[2m (https://x.org/é)\u{1B}[0m")
    #expect(text("<https://x.org>", Self.rich) == "\u{1B}[4;36mhttps://x.org\u{1B}[0m")
  }

  @Test("Without a terminal, the author's lines are kept")
  func source() {
    #expect(text("# A\n\n*one two* three\nfour", .plain) == "# A\n\n*one two* three\nfour")
  }

  @Test(
    "Wide characters occupy two columns, combining ones none",
    arguments: [
      ("abc", 3), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("ｗ", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("☂\u{FE0F}", 2), ("✓", 1),
      ("a\u{200B}b", 2), ("½", 1), ("…", 1), ("—", 1),
    ])
  func columns(_ text: String, _ columns: Int) {
    #expect(text.columns == columns)
    #expect(text.padded(to: 6).columns == 6)
  }

  @Test("replaces control characters, so that they have no effect")
  func controls() {
    #expect(text("a\u{1B}[31mred\u{202E}b", .plain) == "a\u{FFFD}[31mred\u{FFFD}b")
    #expect(text("a\u{1B}[31mred&#x202e;b") == "a\u{FFFD}[31mred\u{FFFD}b")
  }
}

extension String {
  fileprivate func trimming(_ character: Character) -> String {
    var text = self[...]
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
