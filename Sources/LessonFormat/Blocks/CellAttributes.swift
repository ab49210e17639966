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
  /// Words to find the cell by.
  public var tags: [String] = []

  /// The attributes of a cell of which nothing is said.
  public init() {}

  /// The attributes that a cell can have.
  static let table: [Attribute<CellAttributes>] = [
    .value("id", .name) { $0.id = $1 },
    .value("tolerance", canBeDefault: true, .nonNegativeNumber) { $0.tolerance = $1 },
    .value("timeout", canBeDefault: true, .duration) { $0.timeout = $1 },
    .value("output", canBeDefault: true, .word("ignore")) { cell, _ in cell.ignoresOutput = true },
    .flag("hidden") { $0.isHidden = true },
    .flag("slow", canBeDefault: true) { $0.isSlow = true },
    .either("throws", form: "a part of the error's message", compiledForm: { $0.expectedError == nil ? "" : "throws" })
    {
      $0.expectedError = $1.map { .message($0) } ?? .any
    },
    .value("needs", canBeDefault: true, .names) { $0.needs = $1 },
    .value("tags", canBeDefault: true, .names) { $0.tags = $1 },
    .flag("file-scope", compiledForm: { $0.isFileScope ? "file-scope" : "" }) { $0.isFileScope = true },
  ]

  /// What the attributes do to the compiled code, as text.
  var compiledForm: String { Self.table.map { $0.compiledForm(self) }.joined(separator: "|") }
}

extension ExpectedOutput {
  /// The attributes that an expected output can have.
  static let table: [Attribute<ExpectedOutput>] = [
    .flag("literal") { $0.isLiteral = true },
    .value("variant", .name) { $0.variant = $1 },
  ]
}
