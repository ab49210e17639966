import LessonFormat

/// Removes from a Markdown tree everything that could harm the reader of a page.
///
/// Links are kept only if they are known to be harmless, images only if they come from the lesson's own folder, and raw HTML only if it
/// is on an allow-list. Removed content is shown as text. The result stays harmless when it is written as Markdown and parsed again.
/// If the tree cannot be changed, an error is thrown, and nothing of the tree may be shown.
struct MarkdownSanitizer {
  /// The addresses of the images that were kept.
  private(set) var images: [String] = []
  /// The image addresses below the lesson's folder at which there is no image to show.
  private(set) var missingImages: [String] = []
  private let link: (String) -> String
  private let keepsImage: (String) -> Bool

  /// The maximum nesting depth; deeper nodes are shown as their text.
  private static let depthLimit = 64

  /// Creates a sanitizer.
  ///
  /// - Parameters:
  ///   - link: converts a link's address in the lesson to its address on the page.
  ///   - keepsImage: returns whether a page may show the image at a relative path.
  init(link: @escaping (String) -> String, keepsImage: @escaping (String) -> Bool) {
    self.link = link
    self.keepsImage = keepsImage
  }

  /// Sanitizes everything below a node, the deepest nodes first, so that no removed node is visited.
  mutating func clean(_ node: MarkdownNode, depth: Int = 0) throws {
    for child in node.children {
      if depth >= Self.depthLimit, [.list, .blockQuote].contains(child.kind) {
        try child.replace(withParagraph: child.text)
      } else if depth >= Self.depthLimit, [.emphasis, .strong, .strikethrough, .link].contains(child.kind) {
        try child.replace(withText: child.text)
      } else {
        try clean(child, depth: depth + 1)
      }
    }
    try cleanInlineTags(among: node.children)
    try cleanBlocks(among: node.children)
    for child in node.children { try cleanTexts(of: child) }
  }

  private mutating func cleanTexts(of node: MarkdownNode) throws {
    try node.replaceControlCharacters()
    let address = LinkAddress(node.address)
    switch node.kind {
    case .link where address.isSafe: try node.setAddress(LinkAddress(link(address.text)).withoutReferences)
    case .link: try node.replaceWithChildren()
    case .image where address.isBelowLessonFolder && keepsImage(address.text): images.append(address.text)
    case .image:
      if address.isBelowLessonFolder { missingImages.append(address.text) }
      try node.replace(withText: node.text)
    default: break
    }
  }

  /// Keeps the tags of complete elements that begin and end among the same nodes.
  private func cleanInlineTags(among nodes: [MarkdownNode]) throws {
    let raw = nodes.filter { $0.kind == .htmlInline }
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
      try node.replace(withText: RawHTML(node.literal).isComment ? "" : node.literal)
    }
  }

  /// Keeps blocks of harmless HTML; `<details>` and `</details>` only if both are present.
  private func cleanBlocks(among nodes: [MarkdownNode]) throws {
    var open: [MarkdownNode] = []
    var followsDetails = false
    for node in nodes {
      let html = node.kind == .htmlBlock ? RawHTML(node.literal) : nil
      defer { followsDetails = html?.isBareDetails == true }
      guard let html else { continue }
      if html.isComment {
        node.remove()
      } else if followsDetails, html.isSummary {
        try node.setLiteral(html.text)
      } else if !html.isHarmlessBlock || (html.closesDetails && open.isEmpty) {
        try node.replace(withParagraph: node.literal)
      } else {
        try node.setLiteral(html.text)
        if html.closesDetails { open.removeLast() }
        if html.leavesDetailsOpen { open.append(node) }
      }
    }
    for node in open { try node.replace(withParagraph: node.literal) }
  }
}
