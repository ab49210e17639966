import LessonFormat

/// A block of prose.
public indirect enum ProseBlock: Equatable, Sendable {
  /// A heading, of a level from 1 to 6.
  case heading(level: Int, [ProseInline])
  /// A paragraph.
  case paragraph([ProseInline])
  /// A list; its numbers begin at `start`, which is nil for a list without numbers.
  case list(start: Int?, isTight: Bool, items: [ProseItem])
  /// A quote of other blocks.
  case quote([ProseBlock])
  /// Code that is shown but not run.
  case code(language: String, text: String)
  /// A table, whose first row is its header.
  case table([ProseAlignment], rows: [[[ProseInline]]])
  /// A line across the page.
  case rule
}

/// An item of a list.
public struct ProseItem: Equatable, Sendable {
  /// Whether a task is done, or nil for an item that is not a task.
  public var isChecked: Bool?
  /// The contents of the item.
  public var blocks: [ProseBlock]
}

/// The alignment of a table column.
public enum ProseAlignment: Equatable, Sendable {
  /// At the beginning of a line.
  case leading
  /// In the middle.
  case centre
  /// At the end of a line.
  case trailing
}

/// An inline element of prose.
public indirect enum ProseInline: Equatable, Sendable {
  /// Text without markup.
  case text(String)
  /// Code within a line.
  case code(String)
  /// Emphasized text.
  case emphasis([ProseInline])
  /// Strongly emphasized text.
  case strong([ProseInline])
  /// Text that is struck through.
  case deleted([ProseInline])
  /// A link, and what it is shown as.
  case link(address: String, [ProseInline])
  /// A newline in the source, which is displayed as a space.
  case softBreak
  /// A new line.
  case lineBreak

  /// The text without markup.
  public var text: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let inlines), .strong(let inlines), .deleted(let inlines), .link(_, let inlines):
      inlines.map(\.text).joined()
    case .softBreak, .lineBreak: " "
    }
  }
}

extension ProseBlock {
  /// Reads a block whose HTML and links are harmless; fails for a block that shows nothing.
  init?(_ node: MarkdownNode) {
    switch node.kind {
    case .heading: self = .heading(level: node.level, node.inlines)
    case .paragraph: self = .paragraph(node.inlines)
    case .list:
      let items = node.children.map { ProseItem(isChecked: $0.isChecked, blocks: $0.blocks) }
      self = .list(start: node.listStart, isTight: node.isTight, items: items)
    case .blockQuote: self = .quote(node.blocks)
    case .codeBlock:
      let language = node.info.prefix { $0 != " " }
      self = .code(language: String(language).withoutControls, text: node.literal.withoutControls)
    case .table:
      let alignments = node.alignments.map { $0 == "c" ? ProseAlignment.centre : $0 == "r" ? .trailing : .leading }
      self = .table(alignments, rows: node.children.map { $0.children.map(\.inlines) })
    case .thematicBreak: self = .rule
    case .htmlBlock:
      let text = RawHTML(node.literal).textWithoutTags.withoutControls
      guard !text.isEmpty else { return nil }
      self = .paragraph([.strong([.text(text)])])
    default: return nil
    }
  }
}

extension MarkdownNode {
  fileprivate var blocks: [ProseBlock] { children.compactMap(ProseBlock.init) }

  fileprivate var inlines: [ProseInline] {
    children.compactMap { node in
      switch node.kind {
      case .text: .text(node.literal.withoutControls)
      case .code: .code(node.literal.withoutControls)
      case .emphasis: .emphasis(node.inlines)
      case .strong: .strong(node.inlines)
      case .strikethrough: .deleted(node.inlines)
      case .link: .link(address: node.address.withoutControls, node.inlines)
      case .image: .text(node.text.withoutControls)
      case .softBreak: .softBreak
      case .lineBreak: .lineBreak
      case .htmlInline: RawHTML(node.literal).isLineBreak ? .lineBreak : nil
      default: nil
      }
    }
  }
}
