/// The attributes of a cell, from its opening line or, by default, from the front matter.
public struct CellAttributes: Equatable, Sendable {
  /// The error that a cell is expected to end with.
  public enum ExpectedError: Equatable, Sendable {
    /// Any error.
    case any
    /// The error's description contains this text.
    case message(String)
  }

  /// The cell's name, in kebab-case.
  public var id = ""
  /// The tolerance for printed numbers: absolute if the expected number is 0, otherwise relative; nil to compare the exact text.
  public var tolerance: Double?
  /// The time limit of the cell, or nil for the runner's default.
  public var timeout: Duration?
  /// Whether the cell's output is not compared.
  public var ignoresOutput = false
  /// Whether the cell runs but is not shown.
  public var isHidden = false
  /// Whether the cell runs only on request.
  public var isSlow = false
  /// The error that the cell must throw, or nil if it must not throw.
  public var expectedError: ExpectedError?
  /// The data sets without which the cell cannot run.
  public var needs: [String] = []
  /// Whether the code is placed at file scope, where Swift allows extensions and operators.
  public var isFileScope = false
  /// Whether the cell is the start of an exercise, which a learner completes.
  public var isExercise = false
  /// Tags for finding the cell.
  public var tags: [String] = []

  /// Creates the default attributes.
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
    .flag("exercise", compiledForm: { $0.isExercise ? "exercise" : "" }) { $0.isExercise = true },
  ]

  /// A text that describes the attributes' effect on the compiled code.
  var compiledForm: String { Self.table.map { $0.compiledForm(self) }.joined(separator: "|") }
}

extension ExpectedOutput {
  /// The attributes that an expected output can have.
  static let table: [Attribute<ExpectedOutput>] = [
    .flag("literal") { $0.isLiteral = true },
    .value("variant", .name) { $0.variant = $1 },
  ]
}

extension Exercise.Check {
  /// The attributes that a check can have.
  static let table: [Attribute<Exercise.Check>] = [.flag("hidden") { $0.isHidden = true }]
}

extension Question {
  /// The attributes that a question can have.
  static let table: [Attribute<Question>] = [.value("id", .name) { $0.id = $1 }]
}
