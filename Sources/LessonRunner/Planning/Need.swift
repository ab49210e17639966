/// Something outside the project that cells may need to run, such as a data set.
public struct Need: Sendable {
  /// The name that a cell's `needs` gives.
  public var name: String
  /// What to do where it is missing.
  public var hint: String
  /// Returns whether it is available.
  public var isMet: @Sendable () -> Bool

  /// Creates a need that is met if the closure returns true.
  public init(_ name: String, hint: String, isMet: @escaping @Sendable () -> Bool) {
    self.name = name
    self.hint = hint
    self.isMet = isMet
  }
}
