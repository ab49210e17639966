import CMarkGFM

/// A node of cmark's tree, which lives as long as the tree does.
struct MarkdownNode {
  private let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  /// What the node is, by the name that cmark or its extension gives the type, such as `paragraph` or `table`.
  var type: String { cmark_node_get_type_string(pointer).map { String(cString: $0) } ?? "" }
  /// The text of a leaf.
  var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
  /// The address of a link or an image.
  var address: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
  /// What follows the opening fence of a code block.
  var info: String { cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "" }
  /// The line that the node begins in, counted from 1.
  var line: Int { Int(cmark_node_get_start_line(pointer)) }
  /// The level of a heading, from 1 to 6.
  var level: Int { Int(cmark_node_get_heading_level(pointer)) }
  /// Where a list's numbers begin; nil for a list without.
  var listStart: Int? {
    cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
  }
  /// Whether no empty lines part a list's items.
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
  /// Whether a task of a list is done; nil for an item that is no task.
  var isChecked: Bool? { type == "tasklist" ? cmark_gfm_extensions_get_tasklist_item_checked(pointer) : nil }

  /// How each column of a table is aligned: `l`, `c`, `r`, or nothing.
  var alignments: [Unicode.Scalar?] {
    guard let bytes = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return (0..<Int(cmark_gfm_extensions_get_table_columns(pointer))).map {
      bytes[$0] == 0 ? nil : Unicode.Scalar(bytes[$0])
    }
  }

  /// The nodes right below this one.
  var children: [MarkdownNode] {
    var children: [MarkdownNode] = []
    var next = MarkdownNode(cmark_node_first_child(pointer))
    while let child = next {
      children.append(child)
      next = MarkdownNode(cmark_node_next(child.pointer))
    }
    return children
  }

  /// The text below the node, without marks.
  var text: String {
    var text = ""
    // Not by recursion, as trees may be deep.
    var waiting = [self]
    while let node = waiting.popLast() {
      switch node.type {
      case "text", "code", "code_block", "html_block": text += node.literal
      case "softbreak", "linebreak": text += " "
      default: waiting += node.children.reversed()
      }
    }
    return text
  }

  // MARK: - Changes

  /// Sets where a link leads.
  func setAddress(_ address: String) { cmark_node_set_url(pointer, address) }

  /// Shows control characters that the node's texts have, as references to characters can bring them in.
  func showControls() {
    let texts:
      [(get: (OpaquePointer?) -> UnsafePointer<CChar>?, set: (OpaquePointer?, UnsafePointer<CChar>?) -> Int32)] = [
        (cmark_node_get_literal, cmark_node_set_literal), (cmark_node_get_url, cmark_node_set_url),
        (cmark_node_get_title, cmark_node_set_title), (cmark_node_get_fence_info, cmark_node_set_fence_info),
      ]
    for (get, set) in texts {
      guard let text = get(pointer).map({ String(cString: $0) }), case let shown = text.withoutControls, shown != text
      else {
        continue
      }
      _ = set(pointer, shown)
    }
    if let title = cmark_node_get_title(pointer), String(cString: title).hasCharacterReference {
      cmark_node_set_title(pointer, "")
    }
  }

  /// Writes the ampersands of a text as `&amp;`, as cmark does not, so that what follows is no reference when it is read again.
  func protectReferences() {
    for part in literal.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
      if part.offset > 0 { insertBefore(CMARK_NODE_HTML_INLINE, "&amp;") }
      if !part.element.isEmpty { insertBefore(CMARK_NODE_TEXT, String(String.UnicodeScalarView(part.element))) }
    }
    remove()
  }

  private func insertBefore(_ type: cmark_node_type, _ literal: String) {
    guard let new = cmark_node_new(type) else { return }
    cmark_node_set_literal(new, literal)
    if cmark_node_insert_before(pointer, new) == 0 { cmark_node_free(new) }
  }

  /// Sets the text of a leaf.
  func setLiteral(_ text: String) { cmark_node_set_literal(pointer, text) }

  /// Puts text into the node's place and removes the node with all below it.
  func replace(withText text: String) {
    if !text.isEmpty { insertBefore(CMARK_NODE_TEXT, text) }
    remove()
  }

  /// Puts a paragraph of text, in one line, into the place of a block.
  func replace(withParagraph text: String) {
    guard let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH), let new = cmark_node_new(CMARK_NODE_TEXT) else {
      return
    }
    cmark_node_set_literal(new, text.split(whereSeparator: \.isNewline).joined(separator: " "))
    cmark_node_append_child(paragraph, new)
    if cmark_node_insert_before(pointer, paragraph) == 0 { cmark_node_free(paragraph) }
    remove()
  }

  /// Puts what is below the node into its place.
  func replaceWithChildren() {
    while let child = cmark_node_first_child(pointer) {
      guard cmark_node_insert_before(pointer, child) != 0 else { break }
    }
    remove()
  }

  /// Removes the node with all below it.
  func remove() {
    cmark_node_unlink(pointer)
    cmark_node_free(pointer)
  }

  // MARK: - Texts

  /// The node as HTML; raw HTML in it is kept.
  func html(_ extensions: UnsafeMutablePointer<cmark_llist>?) -> String {
    let options = CMARK_OPT_UNSAFE | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    return Self.taking(cmark_render_html(pointer, options, extensions))
  }

  /// The node as Markdown; raw HTML in it is kept.
  var markdown: String { Self.taking(cmark_render_commonmark(pointer, CMARK_OPT_UNSAFE, 0)) }

  private static func taking(_ text: UnsafeMutablePointer<CChar>?) -> String {
    guard let text else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }
}
