import CMarkGFM

/// The blocks of a Markdown text that a lesson is made of.
///
/// This is the only file that knows cmark.
struct MarkdownOutline {
  /// A fenced code block, in the margin or in a container.
  struct Fence {
    /// The lines of the block with its fences, counted from 1.
    var lines: Range<Int>
    var isClosed: Bool
    /// How many blanks stand before the opening fence.
    var indent: Int
    /// What the opening fence is made of: backticks or tildes.
    var character: UInt8
    /// How long the opening fence is.
    var length: Int
    /// The bytes between the opening fence and the end of its line.
    var info: Range<Int>
    var container: LessonProblem.Container?
  }

  /// A block whose lines are no Markdown.
  struct Opaque {
    enum Kind { case htmlComment, unclosedComment, html, indentedCode }
    var kind: Kind
    var lines: Range<Int>
  }

  private(set) var fences: [Fence] = []
  private(set) var opaques: [Opaque] = []
  /// The first heading of level 1 in the margin: its text without marks, and its line.
  private(set) var title: (text: String, line: Int)?

  /// Finds the blocks of a text, its first lines passed over.
  init(of source: SourceText, skipping skippedLines: Int) {
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return }
    defer { cmark_parser_free(parser) }
    for name in Self.extensions { cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name)) }
    let blank = [UInt8](repeating: .lineFeed, count: skippedLines)
    let rest = skippedLines == 0 ? 0 : source.range(ofLines: 1..<skippedLines + 1).upperBound
    for part in [blank[...], source.bytes[rest...]] {
      part.withUnsafeBytes { cmark_parser_feed(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
    }
    guard let document = cmark_parser_finish(parser) else { return }
    defer { cmark_node_free(document) }
    guard let iterator = cmark_iter_new(document) else { return }
    defer { cmark_iter_free(iterator) }

    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(node)
      let inMargin = cmark_node_parent(node) == document
      if type == CMARK_NODE_HEADING, title == nil, inMargin, cmark_node_get_heading_level(node) == 1 {
        title = (Self.text(of: node), Int(cmark_node_get_start_line(node)))
      } else if type == CMARK_NODE_HTML_BLOCK {
        let text = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
        let isComment = text.drop { $0 == " " }.hasPrefix("<!--")
        let kind: Opaque.Kind = !isComment ? .html : text.contains("-->") ? .htmlComment : .unclosedComment
        opaques.append(Opaque(kind: kind, lines: Self.lines(of: node, in: source)))
      } else if type == CMARK_NODE_CODE_BLOCK {
        var (length, offset, character) = (Int32(0), Int32(0), CChar(0))
        if cmark_node_get_fenced(node, &length, &offset, &character) == 0 {
          opaques.append(Opaque(kind: .indentedCode, lines: Self.lines(of: node, in: source)))
        } else {
          fences.append(Self.fence(node, inMargin ? nil : Self.container(of: node), in: source))
        }
      }
    }
  }

  private static let extensions: [String] = {
    cmark_gfm_core_extensions_ensure_registered()
    return ["table", "strikethrough", "autolink", "tasklist"]
  }()

  private static func lines(of node: OpaquePointer, in source: SourceText) -> Range<Int> {
    let first = min(max(1, Int(cmark_node_get_start_line(node))), source.lineCount)
    let last = min(max(first, Int(cmark_node_get_end_line(node))), source.lineCount)
    return first..<last + 1
  }

  private static func container(of node: OpaquePointer) -> LessonProblem.Container {
    var ancestor = cmark_node_parent(node)
    while let node = ancestor {
      if cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE { return .quote }
      if cmark_node_get_type(node) == CMARK_NODE_LIST { return .list }
      ancestor = cmark_node_parent(node)
    }
    return .list
  }

  /// A fence's place is taken from the source: cmark calls an unclosed fence closed.
  private static func fence(
    _ node: OpaquePointer, _ container: LessonProblem.Container?, in source: SourceText
  ) -> Fence {
    var lines = lines(of: node, in: source)
    let line = source.range(ofLine: lines.lowerBound)
    // On line 1, cmark's columns count a byte-order mark too.
    let origin = source.fullRange(ofLine: lines.lowerBound).lowerBound
    let start = min(max(origin + Int(cmark_node_get_start_column(node)) - 1, line.lowerBound), line.upperBound)
    let character = start < line.upperBound ? source.bytes[start] : 0
    let opening = source.bytes[start..<line.upperBound].prefix { $0 == character }
    var isClosed = true
    if container == nil {
      let closing = (lines.lowerBound + 1..<source.lineCount + 1).first {
        isClosingFence(source.bytes[source.range(ofLine: $0)], character, atLeast: opening.count)
      }
      isClosed = closing != nil
      lines = lines.lowerBound..<(closing ?? source.lineCount) + 1
    }
    return Fence(
      lines: lines, isClosed: isClosed, indent: start - line.lowerBound, character: character,
      length: opening.count, info: opening.endIndex..<line.upperBound,
      container: container)
  }

  private static func isClosingFence(_ line: ArraySlice<UInt8>, _ character: UInt8, atLeast count: Int) -> Bool {
    let indent = line.prefix { $0 == .blank }
    let run = line[indent.endIndex...].prefix { $0 == character }
    return indent.count <= 3 && run.count >= count && line[run.endIndex...].allSatisfy(\.isBlank)
  }

  /// The text below a node, without marks.
  private static func text(of node: OpaquePointer) -> String {
    var text = ""
    guard let iterator = cmark_iter_new(node) else { return text }
    defer { cmark_iter_free(iterator) }
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let part = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(part)
      if type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE, let literal = cmark_node_get_literal(part) {
        text += String(cString: literal)
      } else if type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK {
        text += " "
      }
    }
    return text
  }
}
