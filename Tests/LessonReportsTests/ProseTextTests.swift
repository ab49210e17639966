import Testing

@testable import LessonReports

@Suite("Prose on a terminal")
struct ProseTextTests {
  private func wrapped(_ text: String, width: Int? = 20) -> String {
    ProseText(
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      style: Style(hasColour: false, width: width)
    )
    .lines.joined(separator: "\n")
  }

  @Test("is wrapped between words, list items below their text")
  func wraps() {
    #expect(wrapped("one two three four\nfive six") == "one two three four\nfive six")
    #expect(wrapped("one two three four five") == "one two three four\nfive")
    #expect(wrapped("- one two three four five\n- six") == "- one two three four\n  five\n- six")
    #expect(wrapped("12. one two three\n    four five") == "12. one two three\n    four five")
    #expect(wrapped("a-word-that-is-longer-than-the-line and more") == "a-word-that-is-longer-than-the-line\nand more")
  }

  @Test("keeps headings, tables, code and quotes as they are")
  func keeps() {
    for text in [
      "# A heading that is longer than the line", "| a | table | that | is | long |",
      "> a quote that is longer than it",
      "```text\nsome code that is longer than the line\n```", "    indented code that is longer",
    ] { #expect(wrapped(text) == text) }
    #expect(wrapped("one two three four five", width: nil) == "one two three four five")
  }

  @Test("counts columns: wide characters are two, combining ones none")
  func columns() {
    #expect("abc".columns == 3)
    #expect("e\u{301}".columns == 1)
    #expect("日本".columns == 4)
    #expect(wrapped("日本日本日本日本 日本日本") == "日本日本日本日本\n日本日本")
  }

  @Test("shows control characters instead of obeying them")
  func controls() {
    #expect(wrapped("a\u{1B}[31mred\u{202E}b", width: nil) == "a\u{FFFD}[31mred\u{FFFD}b")
  }
}
