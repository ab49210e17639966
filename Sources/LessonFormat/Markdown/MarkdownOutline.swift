import CMarkGFM

/// The blocks of a Markdown text that a lesson is made of.
///
/// The files of this folder are the only ones that know cmark.
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
  ///
  /// - Parameter skims: whether lines of plain prose are taken as one letter, which changes nothing but the time it takes.
  init(of source: SourceText, skipping skippedLines: Int, skims: Bool = true) {
    guard let parser = Self.makeParser() else { return }
    defer { cmark_parser_free(parser) }
    let blank = [UInt8](repeating: .lineFeed, count: skippedLines)
    let rest = skippedLines == 0 ? 0 : source.range(ofLines: 1..<skippedLines + 1).upperBound
    for part in [blank, skims ? Self.skimmed(source, from: skippedLines + 1) : Array(source.bytes[rest...])] {
      Self.feed(part, to: parser)
    }
    guard let document = cmark_parser_finish(parser) else { return }
    defer { cmark_node_free(document) }
    // Only blocks are visited: what stands inside paragraphs and tables is most of a text, and nothing to a lesson.
    var next = cmark_node_first_child(document)
    while let node = next {
      read(node, inMargin: cmark_node_parent(node) == document, of: source)
      next = Self.block(after: node, in: document)
    }
  }

  private mutating func read(_ node: OpaquePointer, inMargin: Bool, of source: SourceText) {
    let type = cmark_node_get_type(node)
    if type == CMARK_NODE_HEADING, title == nil, inMargin, cmark_node_get_heading_level(node) == 1 {
      title = (Self.text(of: node, in: source), Int(cmark_node_get_start_line(node)))
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

  /// The block that follows another in the order of the text; nil after the last.
  private static func block(after node: OpaquePointer, in document: OpaquePointer) -> OpaquePointer? {
    let containers = [CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_ITEM]
    let isContainer = containers.contains(cmark_node_get_type(node))
    if isContainer, let child = cmark_node_first_child(node) { return child }
    var last = node
    while last != document {
      if let next = cmark_node_next(last) { return next }
      guard let parent = cmark_node_parent(last) else { return nil }
      last = parent
    }
    return nil
  }

  private static let extensions: [String] = {
    cmark_gfm_core_extensions_ensure_registered()
    return ["table", "strikethrough", "autolink", "tasklist"]
  }()

  static func makeParser() -> OpaquePointer? {
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
    for name in extensions { cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name)) }
    return parser
  }

  static func feed(_ bytes: [UInt8], to parser: OpaquePointer) {
    bytes.withUnsafeBytes { cmark_parser_feed(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
  }

  /// The lines from one on, with a letter in the place of each line of plain prose.
  ///
  /// cmark reads what stands inside paragraphs too, which takes most of its time and memory and is nothing to a lesson. A line that
  /// begins with a letter begins no block and ends none, unless it has the `>` that may end an HTML block or the `|` of a table.
  private static func skimmed(_ source: SourceText, from first: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    guard first <= source.lineCount else { return bytes }
    bytes.reserveCapacity(source.bytes.count / 4)
    for line in first..<source.lineCount + 1 {
      let range = source.fullRange(ofLine: line)
      let text = source.bytes[range]
      let letter = text[range.lowerBound] | 0x20
      if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z"), !text.contains(where: { $0 == 0x3E || $0 == 0x7C }) {
        bytes.append(UInt8(ascii: "x"))
        bytes += source.lineEnd(ofLine: line)
      } else {
        bytes += text
      }
    }
    return bytes
  }

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

  /// The text of a heading, without marks.
  private static func text(of heading: OpaquePointer, in source: SourceText) -> String {
    guard let parser = makeParser() else { return "" }
    defer { cmark_parser_free(parser) }
    feed(Array(source.bytes[source.range(ofLines: lines(of: heading, in: source))]), to: parser)
    guard let document = cmark_parser_finish(parser) else { return "" }
    defer { cmark_node_free(document) }
    return MarkdownNode(document)?.text ?? ""
  }
}
