/// What a cell's opening line says of it; what the line leaves open comes from the front matter.
public struct CellAttributes: Equatable, Sendable {
  /// The error that a cell is expected to end with.
  public enum ExpectedError: Equatable, Sendable {
    case any
    /// The error's description contains this text.
    case message(String)
  }

  /// The cell's name, in kebab-case.
  public var id = ""
  /// How far a printed number may be off: absolute where the expected number is 0, else relative; nil for exact text.
  public var tolerance: Double?
  /// How long the cell may run; nil for the runner's default.
  public var timeout: Duration?
  /// Whether what the cell prints is not compared.
  public var ignoresOutput = false
  /// Whether the cell is run but not shown.
  public var isHidden = false
  /// Whether the cell is run only on request.
  public var isSlow = false
  /// The error the cell must throw; nil for a cell that must not throw.
  public var expectedError: ExpectedError?
  /// The data sets without which the cell cannot run.
  public var needs: [String] = []
  /// Whether the code stands at file scope, where Swift allows extensions and operators.
  public var isFileScope = false
  /// Free words to find the cell by.
  public var tags: [String] = []

  /// The attributes of a cell of which nothing is said.
  public init() {}
}
