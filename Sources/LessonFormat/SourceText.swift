/// The bytes of a file and the positions of its lines.
///
/// A line ends with LF, CRLF or a lone CR, as in CommonMark. Nothing is converted: the bytes are exactly
/// those of the file.
public struct SourceText: Equatable, Sendable {
  /// All bytes of the file, including a byte-order mark.
  public let bytes: [UInt8]
  /// The offset of each line's first byte.
  ///
  /// A file that ends with a newline has no empty line after it.
  private let starts: [Int]

  /// Creates a source text from bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts: [Int] = []
    var start = 0
    while start < bytes.count {
      starts.append(start)
      var end = start
      while end < bytes.count, bytes[end] != .newline, bytes[end] != .carriageReturn { end += 1 }
      if end + 1 < bytes.count, bytes[end] == .carriageReturn, bytes[end + 1] == .newline { end += 1 }
      start = end + 1
    }
    self.starts = starts
  }

  /// Creates a source text from a string.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// The number of lines.
  public var lineCount: Int { starts.count }

  /// Returns the byte range of a line, counted from 1, including its newline.
  public func fullRange(ofLine line: Int) -> Range<Int> {
    starts[line - 1]..<(line < starts.count ? starts[line] : bytes.count)
  }

  /// Returns the byte range of a line, counted from 1, without its newline and, on line 1, without a byte-order mark.
  public func range(ofLine line: Int) -> Range<Int> {
    var range = fullRange(ofLine: line)
    if let last = bytes[range].last, last == .newline { range = range.dropLast() }
    if let last = bytes[range].last, last == .carriageReturn { range = range.dropLast() }
    if line == 1 { range = min(range.upperBound, byteOrderMark)..<range.upperBound }
    return range
  }

  /// Returns the byte range of the given lines, counted from 1, including newlines.
  public func range(ofLines lines: Range<Int>) -> Range<Int> {
    guard !lines.isEmpty else {
      let start = lines.lowerBound <= lineCount ? starts[lines.lowerBound - 1] : bytes.count
      return start..<start
    }
    return starts[lines.lowerBound - 1]..<fullRange(ofLine: lines.upperBound - 1).upperBound
  }

  /// Returns the text of a line, counted from 1, without its newline.
  public func text(ofLine line: Int) -> String {
    String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
  }

  /// Returns the text of the given lines, each ending with one LF, whatever its newline in the file.
  public func text(ofLines lines: Range<Int>) -> String {
    lines.map { text(ofLine: $0) + "\n" }.joined()
  }

  /// Returns the location of a byte.
  public func location(ofByte offset: Int) -> SourceLocation {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? SourceLocation(line: 1) : SourceLocation(line: low, column: offset - starts[low - 1] + 1)
  }

  /// The length of the byte-order mark at the start, in bytes: 3 or 0.
  var byteOrderMark: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

extension Range<Int> {
  fileprivate func dropLast() -> Range<Int> { lowerBound..<upperBound - 1 }
}
