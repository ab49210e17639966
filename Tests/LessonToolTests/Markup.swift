import CMarkGFM
import Foundation

/// The tags of an HTML or SVG document that could do harm.
struct Markup {
  /// The parts of the document that are not known to be harmless.
  private(set) var harm: [String] = []

  private static let elements: Set<String> = [
    "!doctype", "a", "b", "blockquote", "body", "br", "code", "del", "details", "div", "em", "figcaption", "figure",
    "footer", "h1", "h2",
    "h3", "head", "header", "html", "i", "kbd", "li", "link", "main", "meta", "nav", "ol", "p", "path", "pre", "rect",
    "span", "strong",
    "style", "sub", "summary", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul", "hr",
  ]
  private static let attributes: Set<String> = [
    "anchor", "aria-label", "class", "content", "charset", "d", "fill", "height", "href", "html", "http-equiv", "id",
    "lang", "name",
    "rel", "role", "style", "tabindex", "text-anchor", "title", "transform", "viewBox", "width", "x", "xmlns", "y",
    "start",
  ]

  init(_ html: String) {
    // A browser shows such an image as a drawing only; what is in it, `HarmlessSVG` checks.
    let drawing = /<img src="data:image\/svg\+xml,[A-Za-z0-9._~:\/=;,()%-]*" alt="[^"<>]*" \/>/
    var rest = html.replacing(drawing, with: "")[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[start...]
      guard let tag = rest.prefixMatch(of: /<\/?([A-Za-z!][A-Za-z0-9]*)((?:\s+[A-Za-z-]+(?:="[^"<>]*")?)*)\s*\/?>/)
      else {
        harm.append(String(rest.prefix(60)))
        rest = rest.dropFirst()
        continue
      }
      if !Self.elements.contains(tag.1.lowercased()) { harm.append(String(tag.0)) }
      for attribute in tag.2.matches(of: /([A-Za-z-]+)(?:="([^"]*)")?/)
      where !Self.isHarmless(String(attribute.1), String(attribute.2 ?? "")) {
        harm.append(String(tag.0))
      }
      rest = rest[tag.range.upperBound...]
    }
    harm += Self.controls(in: html)
  }

  private static func isHarmless(_ name: String, _ value: String) -> Bool {
    switch name {
    case "href" where value.hasPrefix("#"):
      value.wholeMatch(of: /#[\p{L}\p{M}\p{N}_-]*/.matchingSemantics(.unicodeScalar)) != nil
    case "href": value == "data:," || value.wholeMatch(of: /(https:\/\/example\.org\/|#|)[A-Za-z0-9_.?=&;%-]*/) != nil
    case "style": value.wholeMatch(of: /(text-align|fill): ?[a-z]+;?/) != nil
    default: attributes.contains(name)
    }
  }

  /// Returns the control characters, which affect terminals and browsers instead of being shown.
  static func controls(in text: String) -> [String] {
    text.unicodeScalars.filter {
      switch $0.value {
      case 0x09, 0x0A: false
      case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }.map { "U+" + String($0.value, radix: 16) }
  }

  /// Checks Markdown converted to HTML without any sanitizing.
  init(ofMarkdown text: String) {
    cmark_gfm_core_extensions_ensure_registered()
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    cmark_parser_feed(parser, text, text.utf8.count)
    let document = cmark_parser_finish(parser)
    defer { cmark_node_free(document) }
    let html = cmark_render_html(document, CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser))
    defer { free(html) }
    // The images next to the page are its figures.
    let page = html.map { String(cString: $0) } ?? "<none>"
    self.init(page.replacing(/<img src="hostile\.figure-\d\.svg" alt="[^"<>]*" \/>/, with: ""))
  }
}
