/// The options of a run, with their defaults.
public struct RunOptions: Sendable {
  /// The time limit of cells without a `timeout` of their own.
  public var timeout: Duration = .seconds(60)
  /// The memory limit of a lesson's process, in bytes.
  public var memoryLimit = 4 << 30
  /// The variant whose outputs are expected, or nil for the outputs without a variant.
  public var variant: String?
  /// Whether to run slow cells.
  public var includesSlow = false
  /// Where cells keep values between runs, or nil if they keep none.
  public var keptValues: KeptValuesFolder?
  /// Whether to try the starters of exercises, too, which must not satisfy their checks.
  public var triesStarters = false

  /// Creates the default options.
  public init() {}
}
