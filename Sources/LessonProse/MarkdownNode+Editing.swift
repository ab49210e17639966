import CMarkGFM
import LessonFormat

/// The error that cmark refused to change a Markdown tree, so nothing of the tree may be rendered.
///
/// cmark refuses only what its documentation forbids, such as a block in a paragraph, and fails if memory runs out.
struct MarkdownEditingError: Error {}

// Every change is checked, because a silent failure would leave unsafe content in the tree.
extension MarkdownNode {
  /// Sets the address of a link.
  func setAddress(_ address: String) throws { try Self.check(cmark_node_set_url(pointer, address)) }

  /// Sets the info string of a code block.
  func setInfo(_ info: String) throws { try Self.check(cmark_node_set_fence_info(pointer, info)) }

  /// Turns a heading into a paragraph.
  func makeParagraph() throws { try Self.check(cmark_node_set_type(pointer, CMARK_NODE_PARAGRAPH)) }

  /// Sets the text of a leaf.
  func setLiteral(_ text: String) throws { try Self.check(cmark_node_set_literal(pointer, text)) }

  /// Replaces control characters in the node's texts by U+FFFD, and newlines by spaces, because character references can introduce them.
  func replaceControlCharacters() throws {
    typealias Field = (text: String, set: (OpaquePointer?, UnsafePointer<CChar>?) -> Int32)
    let fields: [Field] = [
      (address, cmark_node_set_url), (title, cmark_node_set_title), (info, cmark_node_set_fence_info),
    ]
    for (text, set) in fields where text.withoutControls.onOneLine != text {
      try Self.check(set(pointer, text.withoutControls.onOneLine))
    }
    let clean = kind == .text ? literal.withoutControls.onOneLine : literal.withoutControls
    if clean != literal { try setLiteral(clean) }
    if title.hasCharacterReference { try Self.check(cmark_node_set_title(pointer, "")) }
  }

  /// Replaces the node and everything below it with text.
  func replace(withText text: String) throws {
    if !text.isEmpty { try insertBefore(Self.leaf(CMARK_NODE_TEXT, text)) }
    remove()
  }

  /// Replaces a block with a paragraph of text on one line.
  func replace(withParagraph text: String) throws {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let paragraph = try Self.make(CMARK_NODE_PARAGRAPH)
    try Self.check(cmark_node_append_child(paragraph, Self.leaf(CMARK_NODE_TEXT, line)))
    try insertBefore(paragraph)
    remove()
  }

  /// Replaces the node with others, which may come from another document.
  func replace(with nodes: [MarkdownNode]) throws {
    for node in nodes { try Self.check(cmark_node_insert_before(pointer, node.pointer)) }
    remove()
  }

  /// Moves consecutive blocks into a new one, which is rendered as nothing but them, and returns that.
  static func group(_ nodes: [MarkdownNode]) throws -> MarkdownNode {
    guard let first = nodes.first, let group = MarkdownNode(try make(CMARK_NODE_CUSTOM_BLOCK)) else {
      throw MarkdownEditingError()
    }
    try first.insertBefore(group.pointer)
    for node in nodes { try check(cmark_node_append_child(group.pointer, node.pointer)) }
    return group
  }

  /// Replaces the node with its children.
  func replaceWithChildren() throws {
    while let child = firstChild { try Self.check(cmark_node_insert_before(pointer, child.pointer)) }
    remove()
  }

  /// Removes the node and everything below it.
  func remove() {
    cmark_node_unlink(pointer)
    cmark_node_free(pointer)
  }

  private func insertBefore(_ new: OpaquePointer) throws {
    guard cmark_node_insert_before(pointer, new) != 0 else {
      cmark_node_free(new)
      throw MarkdownEditingError()
    }
  }

  private static func make(_ type: cmark_node_type) throws -> OpaquePointer {
    guard let new = cmark_node_new(type) else { throw MarkdownEditingError() }
    return new
  }

  private static func leaf(_ type: cmark_node_type, _ literal: String) throws -> OpaquePointer {
    let new = try make(type)
    try check(cmark_node_set_literal(new, literal))
    return new
  }

  /// Throws an error if cmark refused a change, which it signals by returning 0.
  private static func check(_ result: Int32) throws {
    guard result != 0 else { throw MarkdownEditingError() }
  }
}
