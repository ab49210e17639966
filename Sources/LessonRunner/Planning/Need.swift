/// Something outside the project that a cell cannot run without, such as a data set.
public struct Need: Sendable {
  /// The name that a cell's `needs` gives.
  public typealias Name = String

  /// The name that a cell's `needs` gives.
  public var name: Name
  /// What to do where it is missing.
  public var hint: String
  /// Whether it is there.
  public var isMet: @Sendable () -> Bool

  /// A need that is met where the closure says so.
  public init(_ name: Name, hint: String, isMet: @escaping @Sendable () -> Bool) {
    self.name = name
    self.hint = hint
    self.isMet = isMet
  }
}
