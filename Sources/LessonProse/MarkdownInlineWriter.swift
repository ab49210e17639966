import LessonFormat

/// Writes the inline elements of a sanitized Markdown tree.
struct MarkdownInlineWriter {
  private var line: MarkdownLineWriter
  private let isOneLine: Bool
  private let isInTable: Bool
  private var isDeleted = false

  /// The Markdown that has been written.
  var text: String { line.text }

  /// Creates a writer at the start of a block.
  ///
  /// - Parameters:
  ///   - isOneLine: whether line breaks become spaces.
  ///   - isInTable: whether the elements are a table's cell.
  init(isOneLine: Bool, isInTable: Bool) {
    (self.isOneLine, self.isInTable) = (isOneLine, isInTable)
    line = MarkdownLineWriter(isWithinLine: isInTable)
  }

  mutating func write(_ nodes: [MarkdownNode]) {
    for node in nodes { write(node) }
  }

  private mutating func write(_ node: MarkdownNode) {
    switch node.kind {
    case .text: line.write(node.literal)
    case .softBreak, .lineBreak:
      if isOneLine { line.write(" ") } else { line.breakLine(isHard: node.kind == .lineBreak) }
    case .code: line.writeMarkup(MarkdownCode.span(node.literal, isInTable: isInTable))
    case .htmlInline: line.writeMarkup(node.literal.onOneLine)
    case .emphasis: write(node, between: node.isOnlyChildOfEmphasis ? "_" : "*")
    case .strong: write(node, between: "**")
    // Twice two tildes would begin a block of code.
    case .strikethrough: write(node, between: isDeleted ? "" : "~~")
    case .link: writeLink(node)
    case .image:
      line.writeMarkup("![")
      line.write(node.text)
      line.writeMarkup("](\(destination(of: node)))")
    default: write(node.children)
    }
  }

  /// Writes an element between marks, or without them where they would be read as something else.
  private mutating func write(_ node: MarkdownNode, between mark: String) {
    guard !mark.isEmpty, !node.isBlank(towards: \.firstChild, \.first), !node.isBlank(towards: \.lastChild, \.last)
    else {
      return write(node.children)
    }
    let wasDeleted = isDeleted
    isDeleted = isDeleted || node.kind == .strikethrough
    line.writeMarkup(mark)
    write(node.children)
    line.writeMarkup(mark)
    isDeleted = wasDeleted
  }

  private mutating func writeLink(_ link: MarkdownNode) {
    let text = link.text
    let isBare =
      link.title.isEmpty && link.address.utf8.allSatisfy { $0 < 0x80 } && link.children.allSatisfy { $0.kind == .text }
      && MarkdownText.destination(link.address) == link.address
    if isBare, LinkAddress(link.address).scheme != nil, link.address == text || link.address == "mailto:\(text)" {
      line.writeMarkup("<\(text)>")
    } else {
      line.writeMarkup("[")
      write(link.children)
      line.writeMarkup("](\(destination(of: link)))")
    }
  }

  private func destination(of node: MarkdownNode) -> String {
    let title = MarkdownText.title(node.title)
    return MarkdownText.destination(node.address) + (title.isEmpty ? "" : " \"\(title)\"")
  }
}

extension MarkdownNode {
  fileprivate var isOnlyChildOfEmphasis: Bool {
    parent?.kind == .emphasis && parent?.firstChild == self && next == nil
  }

  /// Returns whether an element is empty at one end, or has a space there.
  fileprivate func isBlank(
    towards child: (MarkdownNode) -> MarkdownNode?, _ scalar: (String.UnicodeScalarView) -> Unicode.Scalar?
  ) -> Bool {
    var leaf = self
    while let next = child(leaf) { leaf = next }
    switch leaf.kind {
    case .text: return scalar(leaf.literal.unicodeScalars)?.properties.isWhitespace != false
    case .code, .htmlInline, .image: return false
    default: return true
    }
  }
}
