/// A replacement of some of a file's lines.
public struct LineEdit: Equatable, Sendable {
  /// The lines to replace, counted from 1; an empty range inserts before its line.
  public var lines: Range<Int>
  /// The new bytes, including newlines.
  public var replacement: [UInt8]

  /// Creates an edit of the given lines.
  public init(lines: Range<Int>, replacement: [UInt8]) {
    self.lines = lines
    self.replacement = replacement
  }
}

extension SourceText {
  /// Returns the file's bytes after the given edits; every byte outside the edited lines is unchanged.
  ///
  /// - Parameter edits: changes of lines that don't overlap, in any order.
  public func applying(_ edits: [LineEdit]) -> [UInt8] {
    var result: [UInt8] = []
    var next = 0
    for edit in edits.sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound }) {
      let range = range(ofLines: edit.lines)
      result += bytes[next..<range.lowerBound]
      result += edit.replacement
      next = range.upperBound
    }
    return result + bytes[next...]
  }

  /// Returns the newline bytes of a line, counted from 1; empty for a last line without a newline.
  func newline(ofLine line: Int) -> ArraySlice<UInt8> {
    bytes[range(ofLine: line).upperBound..<fullRange(ofLine: line).upperBound]
  }

  /// Whether some lines end with a lone carriage return and others do not.
  public var mixesCarriageReturns: Bool {
    guard bytes.contains(.carriageReturn), lineCount > 0 else { return false }
    let ends = Set((1..<lineCount + 1).map { Array(newline(ofLine: $0)) }.filter { !$0.isEmpty })
    return ends.contains([.carriageReturn]) && ends.count > 1
  }
}
