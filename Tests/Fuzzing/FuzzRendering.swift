import LessonFormat

@testable import LessonProse

/// Whatever the text is, nothing that could harm a reader may be left in any of its forms.
func fuzzRendering(_ bytes: [UInt8]) {
  let lesson = Lesson(parsing: bytes, file: "fuzz.md")
  guard let body = try? LessonBody(lesson, link: { "x-" + $0 }, keepsImage: { $0.utf8.count % 2 == 0 }) else {
    // Inputs are shorter than what a limit needs, except those on nesting and on tables.
    require(lesson.problems.contains { $0.kind.isLimit }, "the prose cannot be sanitized")
    return
  }
  var markdown = ""
  for prose in body.parts.flatMap(\.prose) {
    checkTags(of: prose.html)
    require(prose.html.withoutControls == prose.html, "a control character in HTML")
    require(prose.markdown.withoutControls == prose.markdown, "a control character in Markdown")
    if let block = prose.block {
      require(block.texts.allSatisfy { $0.withoutControls == $0 }, "a control character")
    }
    markdown += prose.markdown + "\n"
  }
  require(body.excerpt.withoutControls == body.excerpt, "a control character in the excerpt")
  checkRawHTML(of: markdown)
}

/// The same elements as in the tests of `LessonBody`.
private let elements: Set<String> = [
  "a", "b", "blockquote", "br", "code", "del", "details", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
  "input",
  "kbd", "li", "mark", "ol", "p", "pre", "s", "small", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th",
  "thead",
  "tr", "u", "ul", "wbr",
]

private func checkTags(of html: String) {
  var rest = Array(html.utf8)[...]
  while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
    let name = rest[(start + 1)...].drop { $0 == UInt8(ascii: "/") }.prefix { !" />".utf8.contains($0) }
    require(elements.contains(String(decoding: name, as: UTF8.self).lowercased()), "an element that is not allowed")
    rest = rest[name.endIndex...]
  }
}

/// A code host parses the Markdown again: its raw HTML must be on the allow-list, too.
private func checkRawHTML(of markdown: String) {
  guard let document = MarkdownDocument(Array(markdown.utf8)) else { return }
  var waiting = [document.root]
  while let node = waiting.popLast() {
    switch node.kind {
    case .htmlInline, .htmlBlock:
      let isAllowed = RawHTML(node.literal).parts != nil || MarkdownCode.isElement(node.literal)
      require(isAllowed, "raw HTML that is not allowed: \(node.literal)")
    case .link, .image:
      let scheme = node.address.lowercased()
      require(!scheme.hasPrefix("javascript:") && !scheme.hasPrefix("data:"), "a harmful address")
    default: break
    }
    waiting += node.children
  }
  withExtendedLifetime(document) {}
}

extension ProseBlock {
  /// All texts of the block.
  fileprivate var texts: [String] {
    switch self {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.map(\.text)
    case .list(_, _, let items): items.flatMap { $0.blocks.flatMap(\.texts) }
    case .quote(let blocks): blocks.flatMap(\.texts)
    case .code(let language, let text): [language, text]
    case .table(_, let rows): rows.flatMap { $0.flatMap { $0.map(\.text) } }
    case .rule: []
    }
  }
}
