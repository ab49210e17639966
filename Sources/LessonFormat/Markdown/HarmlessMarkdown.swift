/// Takes out of a tree of Markdown what could do harm to who looks at a page of it.
///
/// Links lead only where a link is known to be harmless, images come only from the lesson's own folder, and raw HTML is kept from an
/// allow-list. What is taken out is shown as text.
struct HarmlessMarkdown {
  /// The addresses of the images that were kept.
  private(set) var images: [String] = []
  private let link: (String) -> String
  private let keepsImage: (String) -> Bool

  /// - Parameters:
  ///   - link: gives a link's address on the page for the one in the lesson.
  ///   - keepsImage: whether a page may show the image of a relative path.
  init(link: @escaping (String) -> String, keepsImage: @escaping (String) -> Bool) {
    self.link = link
    self.keepsImage = keepsImage
  }

  /// Makes everything below a node harmless; what is deeper comes first, so that no node is looked at once it is gone.
  mutating func clean(_ node: MarkdownNode) {
    for child in node.children { clean(child) }
    cleanInlineTags(among: node.children)
    cleanBlocks(among: node.children)
    for child in node.children {
      child.showControls()
      switch child.type {
      case "link" where isSafe(child.address): child.setAddress(link(child.address))
      case "link": child.replaceWithChildren()
      case "image" where isOwn(child.address) && keepsImage(child.address): images.append(child.address)
      case "image": child.replace(withText: child.text)
      default: break
      }
    }
  }

  /// Keeps the tags of whole elements that begin and end among the same nodes.
  private func cleanInlineTags(among nodes: [MarkdownNode]) {
    let raw = nodes.filter { $0.type == "html_inline" }
    var isKept = raw.map { _ in false }
    var open: [(name: String, index: Int)] = []
    for (index, node) in raw.enumerated() {
      switch RawHTML(node.literal).inlineTag {
      case .start("br"), .start("wbr"): isKept[index] = true
      case .start(let name): open.append((name, index))
      case .end(let name):
        guard let start = open.lastIndex(where: { $0.name == name }) else { continue }
        (isKept[open[start].index], isKept[index]) = (true, true)
        open.removeSubrange(start...)
      case .text, nil: continue
      }
    }
    for (node, isKept) in zip(raw, isKept) where !isKept {
      node.replace(withText: RawHTML(node.literal).isComment ? "" : node.literal)
    }
  }

  /// Keeps blocks of harmless HTML; `<details>` and its end only where both are there.
  private func cleanBlocks(among nodes: [MarkdownNode]) {
    var open: [MarkdownNode] = []
    for node in nodes where node.type == "html_block" {
      let html = RawHTML(node.literal)
      if html.isComment {
        node.remove()
      } else if !html.isHarmlessBlock || (html.closesDetails && open.isEmpty) {
        node.replace(withParagraph: node.literal)
      } else {
        node.setLiteral(html.text)
        if html.closesDetails { open.removeLast() }
        if html.leavesDetailsOpen { open.append(node) }
      }
    }
    for node in open { node.replace(withParagraph: node.literal) }
  }

  /// Whether a link may lead there: to a place without a scheme, or to one that only shows something.
  private func isSafe(_ address: String) -> Bool {
    guard let scheme = scheme(of: address) else { return true }
    return ["http", "https", "mailto"].contains(scheme)
  }

  /// Whether an address is a path below the lesson's folder.
  private func isOwn(_ address: String) -> Bool {
    scheme(of: address) == nil && !address.isEmpty && !address.hasPrefix("/") && !address.hasPrefix("\\")
      && !address.hasPrefix("#") && !address.split(separator: "/").contains("..")
  }

  /// The scheme of an address in lower case, as browsers find it: they pass over control characters and blanks.
  private func scheme(of address: String) -> String? {
    let text = String(String.UnicodeScalarView(address.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
    let scheme = text.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    return scheme.endIndex < text.endIndex && text[scheme.endIndex] == ":" ? scheme.lowercased() : nil
  }
}
