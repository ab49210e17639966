/// The bytes of a file and where its lines begin.
///
/// A line ends with LF, CRLF or a lone CR, as in CommonMark. Nothing is ever converted: whoever needs a
/// byte of the file finds it here as it stands on the disk.
public struct SourceText: Equatable, Sendable {
  /// Every byte of the file, a byte-order mark included.
  public let bytes: [UInt8]
  /// The offset of each line's first byte.
  ///
  /// A file that ends with a line end has no empty line after it.
  private let starts: [Int]

  /// Finds the lines of some bytes.
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

  /// Finds the lines of a text.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// The number of lines.
  public var lineCount: Int { starts.count }

  /// The bytes of a line, counted from 1, with its line end.
  public func fullRange(ofLine line: Int) -> Range<Int> {
    starts[line - 1]..<(line < starts.count ? starts[line] : bytes.count)
  }

  /// The bytes of a line, counted from 1, without its line end and, on line 1, without a byte-order mark.
  public func range(ofLine line: Int) -> Range<Int> {
    var range = fullRange(ofLine: line)
    if let last = bytes[range].last, last == .newline { range = range.dropLast() }
    if let last = bytes[range].last, last == .carriageReturn { range = range.dropLast() }
    if line == 1 { range = min(range.upperBound, byteOrderMark)..<range.upperBound }
    return range
  }

  /// The bytes of the given lines, counted from 1, line ends included.
  public func range(ofLines lines: Range<Int>) -> Range<Int> {
    guard !lines.isEmpty else {
      let start = lines.lowerBound <= lineCount ? starts[lines.lowerBound - 1] : bytes.count
      return start..<start
    }
    return starts[lines.lowerBound - 1]..<fullRange(ofLine: lines.upperBound - 1).upperBound
  }

  /// The text of a line, counted from 1, without its line end.
  public func text(ofLine line: Int) -> String {
    String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
  }

  /// The text of the given lines, each ended by one LF whatever ends it in the file.
  public func text(ofLines lines: Range<Int>) -> String {
    lines.map { text(ofLine: $0) + "\n" }.joined()
  }

  /// The place of a byte.
  public func location(ofByte offset: Int) -> SourceLocation {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? SourceLocation(line: 1) : SourceLocation(line: low, column: offset - starts[low - 1] + 1)
  }

  /// How many bytes a byte-order mark takes at the start: 3 or 0.
  var byteOrderMark: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

extension Range<Int> {
  fileprivate func dropLast() -> Range<Int> { lowerBound..<upperBound - 1 }
}
