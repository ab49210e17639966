import CMarkGFM
import LessonFormat

extension MarkdownDocument {
  /// Returns a node as HTML, including any raw HTML.
  func html(of node: MarkdownNode) -> String {
    let options = CMARK_OPT_UNSAFE | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    let text = cmark_render_html(node.pointer, options, extensions)
    guard let text else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }
}
