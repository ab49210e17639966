import LessonFormat

/// Whether Markdown is harmless when it is parsed again and its raw HTML is kept.
///
/// The writer never makes anything else; this check is the second line of defence, which does not depend on it.
enum MarkdownCheck {
  static func isHarmless(_ markdown: String) -> Bool {
    guard let document = MarkdownDocument(Array(markdown.utf8)) else { return false }
    return withExtendedLifetime(document) {
      // Without recursion, because trees may be deep.
      var waiting = [document.root]
      while let node = waiting.popLast() {
        guard isHarmless(node) else { return false }
        waiting += node.children
      }
      return true
    }
  }

  private static func isHarmless(_ node: MarkdownNode) -> Bool {
    let address = LinkAddress(node.address)
    switch node.kind {
    case .htmlBlock, .htmlInline: return RawHTML(node.literal).parts != nil || MarkdownCode.isElement(node.literal)
    case .link: return address.isSafe && node.title.onOneLine == node.title
    case .image: return address.isBelowLessonFolder && node.title.onOneLine == node.title
    case .codeBlock: return MarkdownCode.keeps(node.info, of: node.literal)
    default: return true
    }
  }
}
