/// What a person can choose for a run.
public struct RunOptions: Sendable {
  /// How long a cell may run that does not say itself.
  public var timeout: Duration = .seconds(60)
  /// How much memory a lesson's process may take, in bytes.
  public var memoryLimit = 4 << 30
  /// The circumstance whose expected outputs hold; nil for the outputs without a variant.
  public var variant: String?
  /// Whether slow cells are run.
  public var includesSlow = false

  /// The usual options.
  public init() {}

  /// The options that differ from the usual ones, as a person types them behind others.
  public var arguments: String { words.map { " " + $0 }.joined() }

  /// The options that differ from the usual ones, word by word.
  public var words: [String] {
    let usual = RunOptions()
    var words: [String] = []
    if includesSlow { words.append("--slow") }
    if let variant { words += ["--variant", variant] }
    if timeout != usual.timeout { words += ["--timeout", "\(timeout / .seconds(1))"] }
    if memoryLimit != usual.memoryLimit { words += ["--memory", "\(memoryLimit >> 20)"] }
    return words
  }
}
