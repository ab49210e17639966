import LessonFormat
import LessonTangle

/// The text of one line, whose columns are counted in bytes by the lesson, and in UTF-16 code units by the editor.
struct LineText {
  /// The line, counted from 1.
  let line: Int
  /// The line's bytes, without its newline.
  let bytes: ArraySlice<UInt8>

  /// Finds a line; fails if the text has none of this number.
  init?(_ line: Int, of source: SourceText) {
    guard line >= 1, line <= source.lineCount else { return nil }
    self.line = line
    // With a byte-order mark, if the editor has left it in the text.
    bytes = source.bytes[source.fullRange(ofLine: line).lowerBound..<source.range(ofLine: line).upperBound]
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Returns the position of a byte of the file; one outside the line is moved to its end.
  func position(ofByte offset: Int) -> TextPosition {
    let before = bytes[..<min(max(offset, bytes.startIndex), bytes.endIndex)]
    return TextPosition(line: line - 1, character: String(decoding: before, as: UTF8.self).utf16.count)
  }

  func range(ofBytes range: Range<Int>) -> ProtocolRange {
    ProtocolRange(start: position(ofByte: range.lowerBound), end: position(ofByte: range.upperBound))
  }

  /// Returns the byte of the file at a column in UTF-16 code units, or nil if the line is shorter.
  func byte(atColumn column: Int) -> Int? {
    let text = text
    guard column >= 0, let end = text.utf16.index(text.startIndex, offsetBy: column, limitedBy: text.endIndex) else {
      return nil
    }
    return bytes.startIndex + min(text.utf8.distance(from: text.startIndex, to: end), bytes.count)
  }
}

extension SourceText {
  /// Returns the range of whole lines, without the last one's newline; the lines are counted from 1.
  func range(ofWhole lines: Range<Int>) -> ProtocolRange {
    let last = LineText(lines.upperBound - 1, of: self)
    let start = TextPosition(line: lines.lowerBound - 1, character: 0)
    return ProtocolRange(start: start, end: last.map { $0.position(ofByte: $0.bytes.endIndex) } ?? start)
  }
}
