/// What a person can choose for a run; these are the defaults.
public struct RunOptions: Sendable {
  /// How long a cell without a `timeout` of its own may run.
  public var timeout: Duration = .seconds(60)
  /// How much memory a lesson's process may take, in bytes.
  public var memoryLimit = 4 << 30
  /// The variant whose expected outputs hold; nil for the outputs without one.
  public var variant: String?
  /// Whether slow cells are run.
  public var includesSlow = false

  /// The default options.
  public init() {}
}
