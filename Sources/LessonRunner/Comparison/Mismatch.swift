/// The difference between an output and the expected one.
public struct Mismatch: Equatable, Sendable {
  /// A line of the comparison.
  public enum Change: Equatable, Sendable {
    /// An expected line that matches the printed one.
    case same(String)
    /// A line that is expected but was not printed.
    case missing(String)
    /// A line that was printed but is not expected.
    case unexpected(String)
  }

  /// The difference between the numbers, if nothing else differs.
  public struct Numbers: Equatable, Sendable {
    /// The number of numbers that are too far off.
    public var differing: Int
    /// The number of numbers compared.
    public var total: Int
    /// The number that is farthest off.
    public var worst: Worst
    /// The tolerance, or nil if the exact text was compared.
    public var tolerance: Double?
  }

  /// A number and the expected one.
  public struct Worst: Equatable, Sendable {
    /// The index of the expected line, counted from 0.
    public var line: Int
    /// The number that was printed.
    public var actual: String
    /// The number that was expected.
    public var expected: String
    /// The distance between the two.
    public var absolute: Double
    /// The distance relative to the expected number, or nil if that is 0.
    public var relative: Double?
    /// Whether the two must be equal regardless of the tolerance, because one of them is an integer.
    public var isExact = false
  }

  /// The lines of both texts, in order.
  public var changes: [Change]
  /// The index of the first expected line that differs, counted from 0.
  public var firstLine: Int
  /// The difference between the numbers, or nil if something else differs too.
  public var numbers: Numbers?
  /// Whether the comparison reached its limit, so that the outputs might match.
  public var isUndecided = false
}
