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
    .value("id", .name) { $0.id = $1 }
      .described("`id=NAME`", "the cell's name, unique in the lesson; the only attribute that is required"),
    .value("tolerance", canBeDefault: true, .nonNegativeNumber) { $0.tolerance = $1 }
      .described(
        "`tolerance=1e-4`",
        "how far a printed number may be off: absolute where the expected number is 0, otherwise relative; integers must be equal; without it, the text is compared"
      ),
    .value("timeout", canBeDefault: true, .duration) { $0.timeout = $1 }
      .described("`timeout=30s`", "how long the cell may run; 60 s without it"),
    .value("output", canBeDefault: true, .word("ignore")) { cell, _ in cell.ignoresOutput = true }
      .described("`output=ignore`", "what the cell prints is not compared"),
    .either("throws", form: "a part of the error's message", compiledForm: { $0.expectedError == nil ? "" : "throws" })
    {
      $0.expectedError = $1.map { .message($0) } ?? .any
    }
    .described(
      "`throws`, `throws=\"part\"`",
      "the cell must end with an error whose description contains the part; the description is printed"),
    .flag("hidden") { $0.isHidden = true }.described("`hidden`", "the cell is run, but not shown"),
    .flag("slow", canBeDefault: true) { $0.isSlow = true }
      .described("`slow`", "the cell and those after it run only with `--slow`"),
    .value("needs", canBeDefault: true, .names) { $0.needs = $1 }
      .described("`needs=NAME`", "a data set; where it is missing, the cell and those after it are skipped"),
    .flag("file-scope", compiledForm: { $0.isFileScope ? "file-scope" : "" }) { $0.isFileScope = true }
      .described(
        "`file-scope`",
        "the code is at file scope, where Swift allows extensions and operators; all lessons share that scope, so names should be `private`"
      ),
    .flag("exercise", compiledForm: { $0.isExercise ? "exercise" : "" }) { $0.isExercise = true }
      .described("`exercise`", "the code is the start of an exercise, with a check, hints and a solution"),
    .value("tags", canBeDefault: true, .names) { $0.tags = $1 }
      .described("`tags=a,b`", "words by which programs that use the lessons can select the cell"),
  ]

  /// A text that describes the attributes' effect on the compiled code.
  var compiledForm: String { Self.table.map { $0.compiledForm(self) }.joined(separator: "|") }
}

extension ExpectedOutput {
  /// The attributes that an expected output can have.
  static let table: [Attribute<ExpectedOutput>] = [
    .flag("literal") { $0.isLiteral = true }
      .described("`literal`", "`...` and `[..]` stand for themselves, and not for any lines or text"),
    .value("variant", .name) { $0.variant = $1 }
      .described("`variant=NAME`", "the output of this variant, with which `lessons check --variant NAME` compares"),
  ]
}

extension Exercise.Check {
  /// The attributes that a check can have.
  static let table: [Attribute<Exercise.Check>] = [
    .flag("hidden") { $0.isHidden = true }.described("`hidden`", "the check is made, but its code is not shown")
  ]
}

extension Question {
  /// The attributes that a question can have.
  static let table: [Attribute<Question>] = [
    .value("id", .name) { $0.id = $1 }
      .described("`id=NAME`", "the question's name, unique in the lesson; it is required")
  ]
}
