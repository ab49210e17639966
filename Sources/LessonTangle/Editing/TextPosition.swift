/// A position in a text as editors count it: the line and the column in UTF-16 code units, both from 0
/// (the Language Server Protocol's `Position`).
public struct TextPosition: Hashable, Comparable, Codable, Sendable {
  /// The line, counted from 0.
  public var line: Int
  /// The column in UTF-16 code units, counted from 0.
  public var character: Int

  /// Creates a position.
  public init(line: Int, character: Int) { (self.line, self.character) = (line, character) }

  public static func < (a: TextPosition, b: TextPosition) -> Bool { (a.line, a.character) < (b.line, b.character) }
}
