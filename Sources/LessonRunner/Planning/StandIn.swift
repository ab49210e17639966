/// Something that takes the place of a data set that is missing, with outputs of its own in the lessons.
public struct StandIn: Sendable {
  /// The variant under which the lessons record what is printed with it.
  public var variant: String
  /// What to tell a person when it is used, in one line.
  public var notice: String
  /// Whether the data set is missing.
  public var isNeeded: @Sendable () -> Bool

  /// A stand-in that is used where the closure says so.
  public init(variant: String, notice: String, isNeeded: @escaping @Sendable () -> Bool) {
    self.variant = variant
    self.notice = notice
    self.isNeeded = isNeeded
  }
}
