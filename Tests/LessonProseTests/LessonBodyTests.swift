import LessonFormat
import RandomLessons
import Testing

@testable import LessonProse

@Suite("A lesson's body")
struct LessonBodyTests {
  private func body(_ text: String) throws -> LessonBody {
    try LessonBody(Lesson(parsing: Array(text.utf8), file: "a.md"))
  }

  private func prose(_ text: String) throws -> [LessonBody.Prose] {
    try body(text).parts.flatMap(\.prose)
  }

  @Test(
    "keeps harmless raw HTML and links, and shows the rest as text",
    arguments: [
      ("<kbd>a</kbd>", "<p><kbd>a</kbd></p>\n", "<kbd>a</kbd>\n"),
      ("a<br/>b <!-- c -->d", "<p>a<br/>b d</p>\n", "a<br/>b d\n"),
      ("<b>a *b</b>*", "<p>&lt;b&gt;a <em>b&lt;/b&gt;</em></p>\n", "&lt;b&gt;a *b&lt;/b&gt;*\n"),
      ("<i>a", "<p>&lt;i&gt;a</p>\n", "&lt;i&gt;a\n"), ("a</i>", "<p>a&lt;/i&gt;</p>\n", "a&lt;/i&gt;\n"),
      ("<i class=x>a</i>", "<p>&lt;i class=x&gt;a&lt;/i&gt;</p>\n", "&lt;i class=x&gt;a&lt;/i&gt;\n"),
      ("[a](b.md)", "<p><a href=\"b.md\">a</a></p>\n", "[a](b.md)\n"),
      ("[a *b*](javascript:c)", "<p>a <em>b</em></p>\n", "a *b*\n"),
      ("[a](JavaScript:b)", "<p>a</p>\n", "a\n"), ("[a](<java\tscript:b>)", "<p>a</p>\n", "a\n"),
      ("![a](https://b.c)", "<p>a</p>\n", "a\n"), ("[![a](b)](javascript:c)", "<p>a</p>\n", "a\n"),
      ("&#x202e;&#27;", "<p>\u{FFFD}\u{FFFD}</p>\n", "\u{FFFD}\u{FFFD}\n"),
      ("[a](b \"&#x202e;\")", "<p><a href=\"b\" title=\"\u{FFFD}\">a</a></p>\n", "[a](b \"\u{FFFD}\")\n"),
      (
        "<details><summary>1 &#8212; &amp;</summary></details>",
        "<details><summary>1 &#8212; &amp;</summary></details>\n", nil
      ),
      ("\u{600}<kbd class=x>", "<p>\u{600}&lt;kbd class=x&gt;</p>\n", nil),
      ("&amp;#27; &amp;lt; a&b", "<p>&amp;#27; &amp;lt; a&amp;b</p>\n", "&amp;\\#27; &amp;lt; a&b\n"),
      ("[a](javascript&amp;colon;b)", "<p>a</p>\n", "a\n"), ("[a](javascript:\u{301}b)", "<p>a</p>\n", "a\n"),
      ("[a](/b?c=1&d=2)", "<p><a href=\"/b?c=1&amp;d=2\">a</a></p>\n", "[a](/b?c=1&d=2)\n"),
      ("[a](/b?c&amp;amp;d)", "<p><a href=\"/b?c%26amp;d\">a</a></p>\n", "[a](/b?c%26amp;d)\n"),
      ("<div>", "<p>&lt;div&gt;</p>\n", "&lt;div&gt;\n"),
      ("<details>\n", "<p>&lt;details&gt;</p>\n", "&lt;details&gt;\n"),
      (
        "<details><summary>&#x202e;</summary></details>",
        "<p>&lt;details&gt;&lt;summary&gt;&amp;#x202e;&lt;/summary&gt;&lt;/details&gt;</p>\n", nil
      ),
      (
        "<details open>\n<summary>a <b>b</b></summary>\n</details>",
        "<details open>\n<summary>a <b>b</b></summary>\n</details>\n", nil
      ),
    ] as [(String, String, String?)])
  func harmless(_ text: String, _ html: String, _ markdown: String?) throws {
    let prose = try self.prose(text)
    #expect(prose.map(\.html).joined() == html)
    if let markdown { #expect(prose.map(\.markdown).joined() == markdown) }
  }

  @Test("Comments are not shown")
  func comments() throws {
    #expect(try prose("<!-- a -->\n\n<!--\nb\n-->") == [])
    #expect(
      try prose("<!--> <script>x</script> -->").map(\.html) == [
        "<p>&lt;!--&gt; &lt;script&gt;x&lt;/script&gt; --&gt;</p>\n"
      ])
  }

  @Test("A <details> with only outputs of other variants is left out; other folded text is kept")
  func details() throws {
    let cell = "```swift-cell id=a\n1\n```\n\n```output\n1\n```\n\n"
    let variant = "<details><summary>b</summary>\n\n```output variant=b\n2\n```\n\n</details>\n\n"
    #expect(try body("# T\n\n\(cell)\(variant)text").parts.map(\.dump) == ["# T\n", "cell 0", "text\n"])
    let hint = "<details><summary>c</summary>\n\nhint\n\n</details>\n"
    #expect(
      try body("# T\n\n\(cell)\(hint)").parts.map(\.dump)
        == ["# T\n", "cell 0", "<details><summary>c</summary>\n", "hint\n", "</details>\n"])
  }

  @Test("Headings have unique anchors, which differ from those of cells")
  func anchors() throws {
    let headings = try body(
      "# A, b!\n\n## A b\n\n## 日本\n\n## ...\n\n## Cell a\n\n## Who's who\n\n```swift-cell id=a\n1\n```\n"
    ).headings
    #expect(headings.map(\.anchor) == ["a-b", "a-b-1", "日本", "section", "cell-a-1", "whos-who"])
  }

  @Test("Content that is nested too deeply is shown as text, without taking long")
  func deep() throws {
    for text in [
      String(repeating: "> ", count: 100) + "end", String(repeating: "- ", count: 100) + "end",
      String(repeating: "*a ", count: 3000),
    ] {
      #expect(try prose(text).map(\.html).joined().contains(text.hasSuffix("end") ? "end" : "a"))
    }
    // What is nested deeper than a lesson may be is not even parsed.
    for text in [String(repeating: "> ", count: 50_000) + "end", String(repeating: "- ", count: 5000) + "end"] {
      #expect(Lesson(parsing: Array(text.utf8), file: "a.md").problems.first?.message.contains("nested") == true)
      #expect(throws: LessonBody.UnsafeProse.self) { try body(text) }
    }
    #expect(try Set(body(String(repeating: "# same\n\n", count: 5000)).headings.map(\.anchor)).count == 5000)
  }

  @Test("The line numbers of replaced blocks are between those of their neighbours")
  func lines() throws {
    let cell = "```swift-cell id=a\n1\n```\n"
    #expect(try prose("# T\n\n<div>a</div>\n\nb\n\n\(cell)\n<div>c</div>\n").map(\.line) == [1, 1, 5, 10])
  }

  @Test("The lines of front matter are counted but not shown")
  func frontMatter() throws {
    let prose = try self.prose("---\ntimeout: 3s\n---\n# T\n\nText\n")
    #expect(prose.map(\.line) == [4, 6])
  }

  @Test("Failing to change a tree is an error, so nothing of it is shown")
  func failsClosed() throws {
    let document = try #require(MarkdownDocument(Array("<script>x</script>\n\n[a](b)\n".utf8)))
    let block = try #require(document.root.firstChild)
    #expect(throws: MarkdownEditingError.self) { try block.replace(withText: "text is not a block") }
    #expect(throws: MarkdownEditingError.self) { try document.root.setLiteral("a document has no text") }
    #expect(throws: MarkdownEditingError.self) {
      try document.root.replace(withParagraph: "the root has no siblings")
    }
    withExtendedLifetime(document) {}
  }

  @Test("has only allowed tags, whatever the document")
  func random() throws {
    for seed in Cases.seeds(2000) {
      var random = SplitMix(seed: seed)
      let lesson = Lesson(parsing: RandomDocument(using: &random).bytes, file: "a.md")
      for prose in try LessonBody(lesson).parts.flatMap(\.prose) {
        let tags = prose.html.matches(of: /<\/?([^> ]*)/).map { String($0.1) }
        #expect(Self.elements.isSuperset(of: tags), "LESSONS_SEED=\(seed): \(prose.html)")
      }
    }
  }

  private static let elements: Set<String> = [
    "a", "b", "blockquote", "br", "code", "del", "details", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "input",
    "kbd", "li", "ol", "p",
    "pre", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
  ]
}

extension LessonBody.Part {
  var dump: String {
    switch self {
    case .prose(let prose): prose.markdown
    case .cell(let index): "cell \(index)"
    case .exercise(let index): "exercise \(index)"
    case .question(let index, let prose): "question \(index)\n" + prose.map(\.markdown).joined()
    case .fold(let fold): "\(fold.kind) \(fold.lines)\n" + fold.prose.map(\.markdown).joined()
    }
  }
}
