/// A replacement for a missing data set, with outputs of its own in the lessons.
public struct StandIn: Sendable {
  /// The variant under which the lessons record the outputs that it produces.
  public var variant: String
  /// The message to show when it is used, in one line.
  public var notice: String
  /// Returns whether the data set is missing.
  public var isNeeded: @Sendable () -> Bool

  /// Creates a stand-in that is used if the closure returns true.
  public init(variant: String, notice: String, isNeeded: @escaping @Sendable () -> Bool) {
    self.variant = variant
    self.notice = notice
    self.isNeeded = isNeeded
  }
}
