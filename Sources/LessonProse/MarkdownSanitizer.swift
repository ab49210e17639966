import LessonFormat

/// Takes out of a Markdown tree whatever could harm the reader of a page.
///
/// Links lead only where a link is known to be harmless, images come only from the lesson's own folder, and raw HTML is kept only if an
/// allow-list has it. What is taken out is shown as text. What is left stays harmless when it is written as Markdown and read again.
/// Where the tree cannot be changed, an error is thrown: nothing of it may be shown then.
struct MarkdownSanitizer {
  /// The addresses of the images that were kept.
  private(set) var images: [String] = []
  /// The addresses below the lesson's folder at which there is no image to show.
  private(set) var missingImages: [String] = []
  private let link: (String) -> String
  private let keepsImage: (String) -> Bool

  /// How deep nodes may be nested; what is deeper is shown as its text.
  private static let depthLimit = 64

  /// - Parameters:
  ///   - link: gives a link's address on the page for the one in the lesson.
  ///   - keepsImage: whether a page may show the image of a relative path.
  init(link: @escaping (String) -> String, keepsImage: @escaping (String) -> Bool) {
    self.link = link
    self.keepsImage = keepsImage
  }

  /// Makes everything below a node harmless; what is deeper comes first, so that no node is looked at once it is gone.
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
    try node.showControls()
    switch node.kind {
    case .text where node.literal.hasCharacterReference: try node.protectReferences()
    case .link where isSafe(node.address): try node.setAddress(protected(link(node.address)))
    case .link: try node.replaceWithChildren()
    case .image where isOwn(node.address) && keepsImage(node.address): images.append(node.address)
    case .image:
      if isOwn(node.address) { missingImages.append(node.address) }
      try node.replace(withText: node.text)
    default: break
    }
  }

  /// Keeps the tags of whole elements that begin and end among the same nodes.
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

  /// Keeps blocks of harmless HTML; `<details>` and its end only where both are there.
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

  // MARK: - Addresses

  /// Whether a link may lead there: to a place without a scheme, or to one that only shows something.
  ///
  /// Nor may its beginning become a scheme when references to characters in it are resolved.
  private func isSafe(_ address: String) -> Bool {
    guard !address.unicodeScalars.prefix(while: { !"/?#".unicodeScalars.contains($0) }).contains("&") else {
      return false
    }
    guard let scheme = scheme(of: address) else { return true }
    return ["http", "https", "mailto"].contains(scheme)
  }

  /// Whether an address is a path below the lesson's folder.
  private func isOwn(_ address: String) -> Bool {
    scheme(of: address) == nil && !address.isEmpty && !["/", "\\", "#"].contains(address.unicodeScalars.first)
      && !address.split(separator: "/").contains("..") && !address.hasCharacterReference
  }

  /// The address with nothing in it that would be read as a reference to a character.
  private func protected(_ address: String) -> String {
    guard address.hasCharacterReference else { return address }
    return address.unicodeScalars.map { $0 == "&" ? "%26" : String($0) }.joined()
  }

  /// The scheme of an address in lower case, as browsers find it: they pass over control characters and blanks.
  private func scheme(of address: String) -> String? {
    let scalars = address.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
    guard let end = scalars.firstIndex(where: { ":/?#".unicodeScalars.contains($0) }), scalars[end] == ":" else {
      return nil
    }
    return String(String.UnicodeScalarView(scalars[..<end])).lowercased()
  }
}
