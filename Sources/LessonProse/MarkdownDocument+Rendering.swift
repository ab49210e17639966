import CMarkGFM
import LessonFormat

extension MarkdownDocument {
  /// Returns a node as HTML, including any raw HTML.
  func html(of node: MarkdownNode) -> String {
    let options = CMARK_OPT_UNSAFE | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    return Self.taking(cmark_render_html(node.pointer, options, extensions))
  }

  /// Returns a node as Markdown, including any raw HTML.
  func markdown(of node: MarkdownNode) -> String {
    Self.taking(cmark_render_commonmark(node.pointer, CMARK_OPT_UNSAFE, 0))
  }

  private static func taking(_ text: UnsafeMutablePointer<CChar>?) -> String {
    guard let text else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }
}
