import LessonFormat
import LessonTangle

/// The text of a document that an editor has open, kept in step with the editor by its edits.
struct DocumentText: Equatable {
  /// The text and its lines.
  private(set) var source: SourceText

  init(_ text: String) { source = SourceText(text) }

  /// Replaces the text between two positions; positions outside the text are moved into it, as the protocol says.
  ///
  /// - Returns: The change as positions.
  @discardableResult
  mutating func replace(from start: TextPosition, to end: TextPosition, with text: String) -> TextChange {
    let first = offset(of: min(start, end))
    let last = max(first, offset(of: max(start, end)))
    let replaced = (position(ofByte: first), position(ofByte: last))
    var bytes = source.bytes
    bytes.replaceSubrange(first..<last, with: text.utf8)
    source = SourceText(bytes)
    return TextChange(start: replaced.0, oldEnd: replaced.1, newEnd: position(ofByte: first + text.utf8.count))
  }

  /// Returns the offset of the byte at a position, which is moved into the text and to the start of a character if it is not there.
  func offset(of position: TextPosition) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < source.lineCount else { return source.bytes.count }
    let line = source.fullRange(ofLine: position.line + 1)
    var (offset, column) = (line.lowerBound, 0)
    while offset < line.upperBound, source.bytes[offset] != .newline, source.bytes[offset] != .carriageReturn {
      let length = source.bytes[offset].lengthOfCharacter
      column += length == 4 ? 2 : 1
      guard column <= position.character else { break }
      offset += length
    }
    return min(offset, line.upperBound)
  }

  /// Returns the position of a byte.
  func position(ofByte offset: Int) -> TextPosition {
    guard offset > 0, source.lineCount > 0 else { return TextPosition(line: 0, character: 0) }
    let bytes = source.bytes
    // A text that ends with a newline has an empty line after it.
    if offset == bytes.count, bytes[offset - 1] == .newline || bytes[offset - 1] == .carriageReturn {
      return TextPosition(line: source.lineCount, character: 0)
    }
    let line = source.location(ofByte: offset).line
    let start = source.fullRange(ofLine: line).lowerBound
    return TextPosition(line: line - 1, character: bytes[start..<offset].utf16Length)
  }

  /// Returns the range of a line's text without its newline; the line is counted from 1, and one outside the text is moved into it.
  func range(ofLine line: Int) -> (start: TextPosition, end: TextPosition) {
    let line = min(max(1, line), max(1, source.lineCount))
    let start = TextPosition(line: line - 1, character: 0)
    guard line <= source.lineCount else { return (start, start) }
    return (start, TextPosition(line: line - 1, character: source.bytes[source.range(ofLine: line)].utf16Length))
  }
}

extension UInt8 {
  /// The length of the UTF-8 character that begins with this byte; 1 if none does.
  fileprivate var lengthOfCharacter: Int { self >= 0xF0 ? 4 : self >= 0xE0 ? 3 : self >= 0xC0 ? 2 : 1 }
}

extension ArraySlice<UInt8> {
  /// The number of UTF-16 code units of a text in UTF-8.
  fileprivate var utf16Length: Int { reduce(0) { $0 + ($1 >= 0xF0 ? 2 : $1 & 0xC0 == 0x80 ? 0 : 1) } }
}
