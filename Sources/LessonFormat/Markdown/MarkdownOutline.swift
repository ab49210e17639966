/// The blocks of a Markdown text that matter to a lesson.
struct MarkdownOutline {
  /// A fenced code block, in the margin or in a container.
  struct Fence {
    /// The lines of the block including its fences, counted from 1.
    var lines: Range<Int>
    var isClosed: Bool
    /// The number of spaces before the opening fence.
    var indent: Int
    /// The character of the opening fence: a backtick or a tilde.
    var character: UInt8
    /// The length of the opening fence.
    var length: Int
    /// The bytes between the opening fence and the end of its line.
    var info: Range<Int>
    var container: LessonProblem.Container?
  }

  /// A block whose lines are not read as Markdown.
  struct Opaque {
    enum Kind { case htmlComment, unclosedComment, html, indentedCode }
    var kind: Kind
    var lines: Range<Int>
    /// Whether it is in the margin, and not in a container.
    var inMargin: Bool
  }

  /// A heading in the margin.
  struct Heading {
    var level: Int
    /// The lines of the heading, counted from 1; more than one if it is underlined.
    var lines: Range<Int>

    /// Returns the text without markup.
    ///
    /// It is parsed again because parts of it may have been skimmed.
    func text(in source: SourceText) -> String {
      let bytes = Array(source.bytes[source.range(ofLines: lines)])
      return MarkdownDocument(bytes).map { document in withExtendedLifetime(document) { document.root.text } } ?? ""
    }
  }

  private(set) var fences: [Fence] = []
  private(set) var opaques: [Opaque] = []
  private(set) var headings: [Heading] = []

  /// The first level-1 heading.
  var title: Heading? { headings.first { $0.level == 1 } }

  /// The length of the longest fence: cmark takes a longer one for one of this length.
  static let longestFence = 255

  /// Finds no blocks.
  init() {}

  /// Finds the blocks of a text, skipping its first lines.
  ///
  /// - Parameter skims: whether to replace each line of plain prose with one letter, which changes only the time it takes.
  init(of source: SourceText, skipping skippedLines: Int, skims: Bool = true) {
    let start = skippedLines == 0 ? 0 : source.range(ofLines: 1..<skippedLines + 1).upperBound
    let text = skims ? Self.skimmed(source, from: skippedLines + 1) : Array(source.bytes[start...])
    guard let document = MarkdownDocument(text, after: skippedLines) else { return }
    // Only blocks are visited: the contents of paragraphs and tables are most of a text, but do not matter to a lesson.
    var next = document.root.firstChild
    while let node = next {
      read(node, inMargin: node.parent == document.root, of: source)
      next = Self.block(after: node, in: document)
    }
    withExtendedLifetime(document) {}
  }

  private mutating func read(_ node: MarkdownNode, inMargin: Bool, of source: SourceText) {
    switch node.kind {
    case .heading where inMargin:
      headings.append(Heading(level: node.level, lines: Self.linesOfHeading(node, in: source)))
    case .htmlBlock:
      let isComment = node.literal.drop { $0 == " " }.hasPrefix("<!--")
      let kind: Opaque.Kind = !isComment ? .html : node.literal.contains("-->") ? .htmlComment : .unclosedComment
      opaques.append(Opaque(kind: kind, lines: Self.lines(of: node, in: source), inMargin: inMargin))
    case .codeBlock where !node.isFenced:
      opaques.append(Opaque(kind: .indentedCode, lines: Self.lines(of: node, in: source), inMargin: inMargin))
    case .codeBlock:
      fences.append(Self.fence(node, inMargin ? nil : Self.container(of: node), in: source))
    default: break
    }
  }

  /// Returns the next block in the order of the text, or nil after the last.
  private static func block(after node: MarkdownNode, in document: MarkdownDocument) -> MarkdownNode? {
    if [.blockQuote, .list, .item].contains(node.kind), let child = node.firstChild { return child }
    var last = node
    while last != document.root {
      if let next = last.next { return next }
      guard let parent = last.parent else { return nil }
      last = parent
    }
    return nil
  }

  /// Returns the lines from the given one on, with each line of plain prose replaced by one letter.
  ///
  /// cmark also parses the contents of paragraphs, which takes most of its time and memory but does not matter to a lesson. A line that
  /// begins with a letter neither begins nor ends a block, unless it has the `>` that may end an HTML block or the `|` of a table.
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
        bytes += source.newline(ofLine: line)
      } else {
        bytes += text
      }
    }
    return bytes
  }

  private static func lines(of node: MarkdownNode, in source: SourceText) -> Range<Int> {
    let first = min(max(1, node.line), source.lineCount)
    let last = min(max(first, node.lastLine), source.lineCount)
    return first..<last + 1
  }

  /// Returns the lines of a heading; for cmark, one that is underlined has the line after it, too.
  private static func linesOfHeading(_ node: MarkdownNode, in source: SourceText) -> Range<Int> {
    let lines = lines(of: node, in: source)
    let underline = lines.dropFirst().first { line in
      let text = source.bytes[source.range(ofLine: line)].filter { !$0.isSpaceOrTab }
      return [UInt8(ascii: "="), UInt8(ascii: "-")].contains { mark in
        text.first == mark && text.allSatisfy { $0 == mark }
      }
    }
    return underline.map { lines.lowerBound..<$0 + 1 } ?? lines
  }

  private static func container(of node: MarkdownNode) -> LessonProblem.Container {
    let ancestors = sequence(first: node) { $0.parent }.dropFirst()
    let nearest = ancestors.first { $0.kind == .blockQuote || $0.kind == .list }
    return nearest?.kind == .blockQuote ? .quote : .list
  }

  /// Returns a fence located by the source itself, because cmark considers an unclosed fence closed.
  private static func fence(
    _ node: MarkdownNode, _ container: LessonProblem.Container?, in source: SourceText
  ) -> Fence {
    var lines = lines(of: node, in: source)
    let line = source.range(ofLine: lines.lowerBound)
    // On line 1, cmark's columns count a byte-order mark too.
    let origin = source.fullRange(ofLine: lines.lowerBound).lowerBound
    let start = min(max(origin + node.column - 1, line.lowerBound), line.upperBound)
    let character = start < line.upperBound ? source.bytes[start] : 0
    let opening = source.bytes[start..<line.upperBound].prefix { $0 == character }
    var isClosed = true
    if container == nil {
      let closing = (lines.lowerBound + 1..<source.lineCount + 1).first {
        isClosingFence(source.bytes[source.range(ofLine: $0)], character, atLeast: min(opening.count, longestFence))
      }
      isClosed = closing != nil
      lines = lines.lowerBound..<(closing ?? source.lineCount) + 1
    } else if container == .list {
      let last = source.bytes[source.range(ofLine: lines.upperBound - 1)].drop(while: \.isSpaceOrTab)
      isClosed = lines.count > 1 && isClosingFence(last, character, atLeast: min(opening.count, longestFence))
      // For cmark, a block that ends with its list has the line after that, too.
      if !isClosed { lines = lines.prefix(1 + node.literal.utf8.count { $0 == .newline }) }
    }
    return Fence(
      lines: lines, isClosed: isClosed, indent: start - line.lowerBound, character: character,
      length: min(opening.count, longestFence), info: opening.endIndex..<line.upperBound,
      container: container)
  }

  private static func isClosingFence(_ line: ArraySlice<UInt8>, _ character: UInt8, atLeast count: Int) -> Bool {
    let indent = line.prefix { $0 == .space }
    let run = line[indent.endIndex...].prefix { $0 == character }
    return indent.count <= 3 && run.count >= count && line[run.endIndex...].allSatisfy(\.isSpaceOrTab)
  }
}
