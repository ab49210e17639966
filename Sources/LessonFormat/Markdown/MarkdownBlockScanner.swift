/// Finds the lines of a Markdown text that are certainly code, without parsing it.
///
/// Only fenced blocks in the margin are found. In doubt, everything after is taken for text that is parsed: after a fence that
/// a list or an HTML block may enclose, the next one could be an opening or a closing fence.
struct MarkdownBlockScanner {
  private enum State {
    case text
    case code(Fence)
    case doubt
  }

  private struct Fence {
    var character: UInt8
    var length: Int
    var indent: Int
  }

  /// A block of HTML that may be open.
  private enum HTML {
    case none
    /// It ends at an empty line.
    case untilEmptyLine
    /// It ends at a line with `-->`.
    case comment
    /// It ends in some other way.
    case unknown
  }

  private var state = State.text
  private var html = HTML.none

  /// Reads the next line, without its newline, and returns whether cmark may parse it; an empty line is not parsed.
  mutating func isParsed(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let indent = line.prefix { $0 == .space }.count
    let isEmpty = line[indent...].allSatisfy(\.isSpaceOrTab)
    if isEmpty, case .untilEmptyLine = html { html = .none }
    switch state {
    case .code(let fence) where isEmpty || indent >= fence.indent || line[indent] == .tab:
      if Self.closes(line, indent, fence) { state = .text }
      return false
    case .code: state = .doubt
    case .text:
      guard let fence = Self.fence(line, indent) else { break }
      guard case .none = html, Self.isText(line) else {
        state = .doubt
        break
      }
      state = .code(fence)
      return false
    case .doubt: break
    }
    if !isEmpty { readHTML(line, indent) }
    return !isEmpty
  }

  private static func fence(_ line: UnsafeBufferPointer<UInt8>, _ indent: Int) -> Fence? {
    guard indent <= 3, indent < line.count else { return nil }
    let character = line[indent]
    guard character == UInt8(ascii: "`") || character == UInt8(ascii: "~") else { return nil }
    let length = line[indent...].prefix { $0 == character }.count
    let hasBacktick = character == UInt8(ascii: "`") && line[(indent + length)...].contains(character)
    guard length >= 3, !hasBacktick else { return nil }
    return Fence(character: character, length: min(length, MarkdownOutline.longestFence), indent: indent)
  }

  private static func closes(_ line: UnsafeBufferPointer<UInt8>, _ indent: Int, _ fence: Fence) -> Bool {
    let length = line[indent...].prefix { $0 == fence.character }.count
    return indent <= 3 && length >= fence.length && line[(indent + length)...].allSatisfy(\.isSpaceOrTab)
  }

  /// The beginnings of blocks of HTML that empty lines do not end, in lowercase.
  private static let longBlocks = ["<!", "<?", "<pre", "<script", "<style", "<textarea"].map { Array($0.utf8) }

  private mutating func readHTML(_ line: UnsafeBufferPointer<UInt8>, _ indent: Int) {
    switch html {
    case .none, .untilEmptyLine:
      guard indent <= 3, line[indent] == UInt8(ascii: "<") else { return }
      let text = line[indent...]
      let isLong = Self.longBlocks.contains { text.prefix($0.count).map { $0 | 0x20 } == $0.map { $0 | 0x20 } }
      // Within another block of HTML, `<!--` begins no comment.
      if case .none = html, text.starts(with: "<!--".utf8) {
        html = Self.endsComment(line) ? Self.afterComment(line) : .comment
      } else {
        html = isLong ? .unknown : .untilEmptyLine
      }
    case .comment: if Self.endsComment(line) { html = Self.afterComment(line) }
    case .unknown: return
    }
  }

  /// Returns what is open after a line that ends a comment.
  private static func afterComment(_ line: UnsafeBufferPointer<UInt8>) -> HTML { isText(line) ? .none : .unknown }

  /// Returns whether a line is UTF-8: cmark looks for the ends of fences and of comments only in what is.
  private static func isText(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    SourceChecks.firstInvalidByte(Array(line)) == nil
  }

  private static func endsComment(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.indices.dropLast(2).contains {
      line[$0] == UInt8(ascii: "-") && line[$0 + 1] == UInt8(ascii: "-") && line[$0 + 2] == UInt8(ascii: ">")
    }
  }
}
