/// A change of a file: some of its lines, and what is to stand in their place.
public struct LineEdit: Equatable, Sendable {
  /// The lines that go, counted from 1; an empty range adds before its line.
  public var lines: Range<Int>
  /// The bytes that stand in their place, line ends included.
  public var replacement: [UInt8]

  /// A change of the given lines.
  public init(lines: Range<Int>, replacement: [UInt8]) {
    self.lines = lines
    self.replacement = replacement
  }
}

extension SourceText {
  /// The file's bytes after some edits; every byte outside the edited lines is as it was.
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

  /// The bytes that end a line, counted from 1; none for a last line without an end.
  func newline(ofLine line: Int) -> ArraySlice<UInt8> {
    bytes[range(ofLine: line).upperBound..<fullRange(ofLine: line).upperBound]
  }

  /// Whether some lines end with a lone carriage return and some in another way.
  public var mixesCarriageReturns: Bool {
    guard bytes.contains(.carriageReturn), lineCount > 0 else { return false }
    let ends = Set((1..<lineCount + 1).map { Array(newline(ofLine: $0)) }.filter { !$0.isEmpty })
    return ends.contains([.carriageReturn]) && ends.count > 1
  }
}
