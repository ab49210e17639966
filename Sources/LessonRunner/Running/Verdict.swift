/// What came of a cell.
public enum Verdict: Equatable, Sendable {
  /// The cell did what the lesson says.
  case pass
  /// It printed something else.
  case differs(Mismatch)
  /// It ended with another error than the expected one, or with none.
  case unexpectedOutcome(UnexpectedOutcome)
  /// It threw an error that the lesson does not expect.
  case threw(String)
  /// It left the lesson's function, as a `return` does.
  case returned
  /// It ended the process.
  case crash(Crash)
  /// It ran longer than it may.
  case timeout(Duration)
  /// It was not run.
  case skip(SkipReason)

  /// How a cell ended that was expected to throw.
  public enum UnexpectedOutcome: Equatable, Sendable {
    case noError
    case otherError(actual: String, expected: String)
  }

  /// Whether the cell came to its end and printed something else.
  public var isDifference: Bool { if case .differs = self { true } else { false } }

  /// The verdict as one word, which reports show and count.
  public var status: Status {
    switch self {
    case .pass: .pass
    case .differs, .unexpectedOutcome: .fail
    case .threw, .returned: .error
    case .crash: .crash
    case .timeout: .timeout
    case .skip: .skip
    }
  }
}

/// A verdict as one word.
public enum Status: String, CaseIterable, Sendable {
  case pass, fail, error, crash, timeout, skip

  /// The exit code that a run with this as its worst verdict has.
  public var exitCode: Int32 {
    switch self {
    case .pass, .skip: 0
    case .fail, .error: 1
    case .crash, .timeout: 3
    }
  }
}

/// Why a cell was not run.
public enum SkipReason: Equatable, Sendable {
  /// An earlier cell ended the lesson.
  case after(cell: String)
  /// A data set is missing.
  case needs(Need.Name, hint: String)
  /// The cell is run only on request.
  case slow
  /// An earlier cell was skipped, and this one may use what it declares.
  case afterSkipped(cell: String)
}
