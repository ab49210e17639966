import CMarkGFM

/// A node of a Markdown tree, which is valid only as long as its ``MarkdownDocument`` exists.
package struct MarkdownNode: Equatable {
  /// The type of a node, named as in CommonMark and GitHub's extensions.
  package enum Kind {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image
    case table, tableRow, tableCell, strikethrough, other
  }

  package let pointer: OpaquePointer

  package init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  package var kind: Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    default:
      // The type numbers of extensions are known only at run time; their names are fixed.
      switch typeName {
      case "table": .table
      case "table_header", "table_row": .tableRow
      case "table_cell": .tableCell
      case "strikethrough": .strikethrough
      default: .other
      }
    }
  }

  private var typeName: String { Self.string(cmark_node_get_type_string(pointer)) }

  /// The text of a leaf.
  package var literal: String { Self.string(cmark_node_get_literal(pointer)) }
  /// The address of a link or an image.
  package var address: String { Self.string(cmark_node_get_url(pointer)) }
  /// The title of a link or an image, which browsers show as a tooltip.
  package var title: String { Self.string(cmark_node_get_title(pointer)) }
  /// The info string of a code block.
  package var info: String { Self.string(cmark_node_get_fence_info(pointer)) }
  /// Whether a code block has fences; other code is only indented.
  package var isFenced: Bool {
    var (length, offset, character) = (Int32(0), Int32(0), CChar(0))
    return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
  }
  /// The first line, counted from 1.
  package var line: Int { Int(cmark_node_get_start_line(pointer)) }
  /// The last line, counted from 1.
  package var lastLine: Int { Int(cmark_node_get_end_line(pointer)) }
  /// The column in which the node begins, counted from 1, in bytes.
  package var column: Int { Int(cmark_node_get_start_column(pointer)) }
  /// The level of a heading, from 1 to 6.
  package var level: Int { Int(cmark_node_get_heading_level(pointer)) }
  /// The number of a list's first item, or nil for a list without numbers.
  package var listStart: Int? {
    cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
  }
  /// The character after the numbers of a list.
  package var listDelimiter: String { cmark_node_get_list_delim(pointer) == CMARK_PAREN_DELIM ? ")" : "." }
  /// Whether no empty lines separate a list's items.
  package var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
  /// Whether a task of a list is done, or nil for an item that is not a task.
  package var isChecked: Bool? {
    typeName == "tasklist" ? cmark_gfm_extensions_get_tasklist_item_checked(pointer) : nil
  }

  /// The alignment of each column of a table: `l`, `c`, `r`, or nil.
  package var alignments: [Unicode.Scalar?] {
    guard let bytes = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return (0..<Int(cmark_gfm_extensions_get_table_columns(pointer))).map {
      bytes[$0] == 0 ? nil : Unicode.Scalar(bytes[$0])
    }
  }

  package var parent: MarkdownNode? { MarkdownNode(cmark_node_parent(pointer)) }
  package var firstChild: MarkdownNode? { MarkdownNode(cmark_node_first_child(pointer)) }
  package var lastChild: MarkdownNode? { MarkdownNode(cmark_node_last_child(pointer)) }
  package var next: MarkdownNode? { MarkdownNode(cmark_node_next(pointer)) }
  package var children: [MarkdownNode] { firstChild.map { Array(sequence(first: $0) { $0.next }) } ?? [] }

  /// The text below the node, without markup.
  package var text: String {
    var text = ""
    // Without recursion, because trees may be deep.
    var waiting = [self]
    while let node = waiting.popLast() {
      switch node.kind {
      case .text, .code, .codeBlock, .htmlBlock: text += node.literal
      case .softBreak, .lineBreak: text += " "
      default: waiting += node.children.reversed()
      }
    }
    return text
  }

  private static func string(_ bytes: UnsafePointer<CChar>?) -> String { bytes.map { String(cString: $0) } ?? "" }
}
