/// How an output differs from the expected one.
public struct Mismatch: Equatable, Sendable {
  /// A line of the comparison, in the order in which both texts run.
  public enum Change: Equatable, Sendable {
    /// The expected line, and the printed one fits it.
    case same(String)
    /// A line that is expected and was not printed.
    case missing(String)
    /// A line that was printed and is not expected.
    case unexpected(String)
  }

  /// How the numbers differ, where nothing else does.
  public struct Numbers: Equatable, Sendable {
    /// How many numbers are too far off.
    public var differing: Int
    /// How many numbers were compared.
    public var total: Int
    /// The number that is farthest off.
    public var worst: Worst
    /// What was allowed; nil for exact text.
    public var tolerance: Double?
  }

  /// A number beside the expected one.
  public struct Worst: Equatable, Sendable {
    /// The index of the expected line, counted from 0.
    public var line: Int
    /// The number that was printed.
    public var actual: String
    /// The number that was expected.
    public var expected: String
    /// The distance between the two.
    public var absolute: Double
    /// The distance relative to the expected number; nil where that is 0.
    public var relative: Double?
    /// Whether the two must be equal whatever the tolerance, as one of them is an integer.
    public var isExact = false
  }

  /// The lines of both texts, side by side.
  public var changes: [Change]
  /// The index of the first expected line that has no counterpart, counted from 0.
  public var firstLine: Int
  /// How the numbers differ; nil where more than numbers differs.
  public var numbers: Numbers?
}
