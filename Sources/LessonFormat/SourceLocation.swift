/// A position in a lesson file.
public struct SourceLocation: Hashable, Comparable, Sendable {
  /// The line, counted from 1.
  public var line: Int
  /// The column, counted from 1, in UTF-8 bytes.
  public var column: Int

  /// Creates a location; the column is the first by default.
  public init(line: Int, column: Int = 1) {
    self.line = line
    self.column = column
  }

  /// Returns whether a location comes before another.
  public static func < (a: SourceLocation, b: SourceLocation) -> Bool { (a.line, a.column) < (b.line, b.column) }
}
