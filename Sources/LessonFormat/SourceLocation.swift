/// A position in a lesson file.
public struct SourceLocation: Hashable, Comparable, Sendable {
  /// The line, counted from 1.
  public var line: Int
  /// The column, counted from 1, in UTF-8 bytes.
  public var column: Int

  /// A position; by default, the first column of a line.
  public init(line: Int, column: Int = 1) {
    self.line = line
    self.column = column
  }

  /// Whether a position comes before another.
  public static func < (a: SourceLocation, b: SourceLocation) -> Bool { (a.line, a.column) < (b.line, b.column) }
}
