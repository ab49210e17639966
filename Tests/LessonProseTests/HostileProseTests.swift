import LessonFormat
import RandomLessons
import Testing

@testable import LessonProse

/// Prose that tries to bring markup onto a page, in each form in which it is written.
@Suite("Hostile prose is harmless")
struct HostileProseTests {
  private func parts(_ text: String) throws -> [LessonBody.Prose] {
    let body = try LessonBody(Lesson(parsing: Array(text.utf8), file: "a.md"), keepsImage: { _ in true })
    return body.parts.flatMap(\.prose)
  }

  /// Returns the harm in each form of a text.
  private func harm(_ text: String) throws -> [String] {
    let parts = try parts(text)
    let markdown = parts.map(\.markdown).joined(separator: "\n")
    var harm = HTMLReading(parts.map(\.html).joined()).harm.map { "HTML: \($0)" }
    // A code host or a notebook's viewer that keeps all raw HTML.
    for text in [markdown] + parts.map(\.markdown) {
      guard let document = MarkdownDocument(Array(text.utf8)) else { return ["Markdown cannot be parsed"] }
      let html = withExtendedLifetime(document) { document.html(of: document.root) }
      harm += HTMLReading(html).harm.map { "Markdown: \($0)" }
    }
    harm += Self.tags(inMarkdown: markdown).map { "source: \($0)" }
    for text in parts.flatMap({ [$0.html, $0.markdown] + ($0.block.map { [$0.allText] } ?? []) })
    where text.withoutControls != text {
      harm.append("control character: \(text.debugDescription)")
    }
    return harm
  }

  /// Returns what any parser could take for a tag: all that begins like one outside of fences that begin in the margin.
  private static func tags(inMarkdown markdown: String) -> [String] {
    var fence: [UInt8]?
    var isDrawn = false
    var found: [String] = []
    for line in markdown.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if let open = fence {
        if line.elementsEqual(open) {
          fence = nil
        } else if isDrawn, line.contains(0x3C) {
          found.append("in a drawing")
        }
      } else if ["```", "~~~"].contains(where: { line.starts(with: $0.utf8) }) {
        fence = Array(line.prefix { $0 == line.first })
        let info = String(decoding: line.dropFirst(fence?.count ?? 0), as: UTF8.self)
        isDrawn = info.hasPrefix(" mermaid")
        if info.contains("{") { found.append(info) }
      } else {
        let text = String(decoding: line, as: UTF8.self).replacing("..<", with: "")
          .replacing(
            /<\/?(?:b|br|code|details|details open|em|i|kbd|mark|pre|s|small|strong|sub|summary|sup|u|wbr)\s*\/?>/
              .ignoresCase(), with: ""
          )
          .replacing(/<(?:https?:\/\/|mailto:)?[!-;=?-~]*[@\/][!-;=?-~]*>/, with: "")
          .replacing("<!-- end list -->", with: "")
        if let tag = text.firstMatch(of: /<[A-Za-z\/!?].*[>=]/) { found.append(String(tag.0)) }
      }
    }
    return found
  }

  @Test(
    "whatever way it takes through Markdown that is written and read again",
    arguments: [
      // A reference becomes text that is an address, and the text after it a tag.
      "http&#58;//x&lt;img src=x onerror=alert(1)//&gt;",
      "~~~ a&#10;```&#10;~~~\n<script>alert(1)</script>\n~~~",
      "<!-- c -->[click](javascript:alert(1)) ![](//evil/t.png)",
      "[x](y \"a&#10;&#10;[click](javascript:alert(1))\")",
      "| a |\n|---|\n| ~~`x\\|<script>alert(1)</script>`~~ |",
      // Two tildes twice would begin a block of code.
      "~<!-- c -->~~a~~~\n\ntext\n\n```\n~~~~\n<script>alert(1)</script>\n```",
      // A fold that never ends.
      "<details><summary>A</summary>\n\n<details><summary>B</summary>\u{600}<script>alert(1)</script>\n</details>\n\nx",
      // Text in HTML is read as Markdown by some parsers.
      "<details><summary>[click](javascript:alert(1)) `</summary>\n\n`<script>alert(1)</script>`\n\n</details>",
      // Some pages take this language's code for HTML.
      "```mermaid\n<script>alert(1)</script>\n```",
      "``` {=html}\n<script>alert(1)</script>\n```",
      // Mathematics could end in the middle of code.
      "$x `$` `<script>alert(1)</script>` `$`",
      "`$$` a\n\n```\n$$\n<script>alert(1)</script>\n```",
      "\\begin{a}\n\n- ```\n  \\end{a}\n  <script>alert(1)</script>\n  ```",
      "- <!-- c --><b>x</b>\n  `a<b` onclick=alert(1) <b>x</b>",
      "~~~~\n\(String(repeating: "`", count: 300))\n<script>alert(1)</script>\n~~~~",
      "# \u{D4E}\" onclick=alert(1) \u{D4E}\"\u{D4E}>\u{D4E}<script>alert(1)",
    ])
  func ways(_ text: String) throws {
    #expect(try harm(text) == [])
    #expect(try harm("- \(text.replacing("\n", with: "\n  "))") == [])
    #expect(try harm("> \(text.replacing("\n", with: "\n> "))") == [])
  }

  @Test("in each place of an exercise and of a question, where what is folded stays folded")
  func tasks() throws {
    var valid = 0
    for text in HostileDocument.payloads + ["<!-- </details> -->", "`", "|", "<summary>", "</summary>"] {
      let text = HostileDocument.tasks(text)
      #expect(try harm(text) == [])
      let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
      guard lesson.problems.isEmpty else { continue }
      valid += 1
      let parts = try LessonBody(lesson).parts.flatMap(\.prose)
      let markdown = try #require(MarkdownDocument(Array(parts.map(\.markdown).joined(separator: "\n").utf8)))
      let pages = [parts.map(\.html).joined(), withExtendedLifetime(markdown) { markdown.html(of: markdown.root) }]
      for page in pages {
        var depth = 0
        for tag in page.matches(of: /<\/?details|FOLDED/) {
          depth += tag.0 == "<details" ? 1 : tag.0 == "</details" ? -1 : 0
          #expect(depth > 0 || tag.0 == "</details", "\(page)")
        }
        #expect(depth == 0 && !page.contains("<details open>"), "\(page)")
      }
      let kinds = try LessonBody(lesson, showsSolutions: false).parts.compactMap { part in
        if case .fold(let fold) = part { fold.kind } else { nil }
      }
      #expect(kinds == [.check, .hint])
    }
    #expect(valid == 22)
  }

  @Test("A heading's anchor is made of letters, marks, numbers, hyphens and underscores")
  func anchors() throws {
    let text = "# \u{D4E}\" x=\u{D4E}'\u{D4E}<b>\u{D4E}& e\u{301}_1 \u{301}-\n"
    let body = try LessonBody(Lesson(parsing: Array(text.utf8), file: "a.md"))
    #expect(body.headings.map(\.anchor) == ["\u{D4E}-x\u{D4E}\u{D4E}b\u{D4E}-e\u{301}_1-\u{301}-"])
  }

  @Test("Markdown that is not harmless is found, if it were ever written")
  func check() {
    for text in [
      "<script>x</script>", "a <img src=x>", "[a](javascript:b)", "![a](//b/c.png)", "[a](b \"c&#10;d\")",
      "~~~ {=html}\na\n~~~",
      "```mermaid\n<b>\n```", "<pre><code><b></code></pre>",
    ] {
      #expect(!MarkdownCheck.isHarmless(text), "\(text)")
    }
    for text in [
      "<kbd>a</kbd>", "[a](b.md \"c\")", "![a](b.png)", "~~~ swift\n<b>\n~~~", "<pre><code>&lt;b&gt;</code></pre>",
    ] {
      #expect(MarkdownCheck.isHarmless(text), "\(text)")
    }
  }

  @Test("however it is put together")
  func random() throws {
    for seed in Cases.seeds(2000) {
      var random = SplitMix(seed: seed)
      let text = HostileDocument(using: &random).text
      let harm = try harm(text)
      #expect(harm == [], "LESSONS_SEED=\(seed): \(text.debugDescription)")
    }
  }
}

extension ProseBlock {
  /// All texts of a block, as a terminal shows them.
  fileprivate var allText: String {
    switch self {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.map(\.allText).joined()
    case .list(_, _, let items): items.flatMap(\.blocks).map(\.allText).joined()
    case .quote(let blocks): blocks.map(\.allText).joined()
    case .code(let language, let text): language + text
    case .table(_, let rows): rows.joined().joined().map(\.allText).joined()
    case .rule: ""
    }
  }
}

extension ProseInline {
  fileprivate var allText: String {
    if case .link(let address, let inlines) = self { address + inlines.map(\.allText).joined() } else { text }
  }
}
