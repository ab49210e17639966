/// The verdict on a cell.
public enum Verdict: Equatable, Sendable {
  /// The cell did what the lesson expects.
  case pass
  /// It printed something else.
  case differs(Mismatch)
  /// It ended with a different error than the expected one, or without an error.
  case unexpectedOutcome(UnexpectedOutcome)
  /// It threw an error that the lesson does not expect.
  case threw(String)
  /// The exercise's check was not satisfied; the values are all its expectations in order.
  case unsatisfied([CheckedExpectation])
  /// The exercise's check expected nothing.
  case expectedNothing
  /// The attempt at the exercise reached a place that is still to be filled in.
  case toDo(String)
  /// The exercise's starter satisfies its check, or does not get to its end; the lesson is wrong.
  case unfitStarter(UnfitStarter)
  /// It left the lesson's function with a `return`.
  case returned
  /// It ended the process.
  case crash(Crash)
  /// It exceeded its time limit.
  case timeout(Duration)
  /// It was not run.
  case skip(SkipReason)

  /// The outcome of a cell that should have thrown a certain error but did not.
  public enum UnexpectedOutcome: Equatable, Sendable {
    /// It threw no error.
    case noError
    /// It threw an error whose description does not contain the expected text.
    case otherError(actual: String, expected: String)
  }

  /// Why a starter is no start.
  public indirect enum UnfitStarter: Equatable, Sendable {
    /// It satisfies the check, so that there is nothing to do.
    case satisfiesCheck
    /// It ended with this verdict.
    case failed(Verdict)
  }

  /// Whether the cell reached its end but its output differs.
  public var isDifference: Bool { if case .differs = self { true } else { false } }

  /// The status that reports show and count.
  public var status: Status {
    switch self {
    case .pass: .pass
    case .differs, .unexpectedOutcome, .unsatisfied, .expectedNothing, .toDo, .unfitStarter: .fail
    case .threw, .returned: .error
    case .crash: .crash
    case .timeout: .timeout
    case .skip: .skip
    }
  }
}

/// The one-word form of a verdict.
public enum Status: String, CaseIterable, Sendable {
  /// It did what it should.
  case pass
  /// It ended, but did something else than it should.
  case fail
  /// It threw an error, or left the lesson.
  case error
  /// Its process crashed, or ended early.
  case crash
  /// It exceeded its time limit.
  case timeout
  /// It was not run.
  case skip

  /// The exit code of a run with this as its worst status.
  public var exitCode: Int32 {
    switch self {
    case .pass, .skip: 0
    case .fail, .error: 1
    case .crash, .timeout: 3
    }
  }

  /// Whether the status makes a run fail.
  public var isFailure: Bool { exitCode != 0 }
}

/// Why a cell was not run.
public enum SkipReason: Equatable, Sendable {
  /// An earlier cell ended the lesson.
  case after(cell: String)
  /// A data set is missing.
  case needs(String, hint: String)
  /// The cell runs only on request.
  case slow
  /// An earlier cell was skipped, and this one may use its declarations.
  case afterSkipped(cell: String)
}
