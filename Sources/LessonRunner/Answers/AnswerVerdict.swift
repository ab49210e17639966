import LessonFormat
import LessonRuntime

/// The verdict on an answer to an exercise or a question.
public enum AnswerVerdict: Equatable, Sendable {
  /// All expectations of the check are met, or the right choice is ticked.
  case solved
  /// Not all expectations of the check are met.
  case unsatisfied([CheckedExpectation])
  /// A choice is ticked that is wrong.
  case wrongChoice(Question.Choice)
  /// More than one choice is ticked.
  case severalChoices
  /// It reaches a place that is still to be filled in.
  case toDo(String)
  /// It threw an error.
  case threw(String)
  /// It left the lesson with a `return`.
  case returned
  /// It cannot be compiled, alone or together with the check.
  case doesNotCompile([CompileError])
  /// It crashed, or ended the process.
  case crashed(Crash)
  /// It exceeded its time limit.
  case tookTooLong(Duration)
  /// It is still the starter, or there is none.
  case untouched
  /// The lesson's own cells keep it from being judged.
  case notJudged(reason: String)

  /// The status that reports show and count.
  public var status: AnswerStatus {
    switch self {
    case .solved: .solved
    case .unsatisfied, .wrongChoice, .severalChoices, .toDo, .threw, .returned: .notYet
    case .doesNotCompile: .doesNotCompile
    case .crashed: .crashed
    case .tookTooLong: .tookTooLong
    case .untouched: .untouched
    case .notJudged: .notJudged
    }
  }
}

/// The short form of a verdict on an answer.
public enum AnswerStatus: String, CaseIterable, Sendable {
  /// It is right.
  case solved
  /// It is not right, or not finished.
  case notYet = "not yet"
  /// The compiler refuses it.
  case doesNotCompile = "does not compile"
  /// It crashed, or ended the process.
  case crashed
  /// It exceeded its time limit.
  case tookTooLong = "took too long"
  /// It is still the starter, or there is none.
  case untouched
  /// The lesson's own cells keep it from being judged.
  case notJudged = "not judged"
}

/// An error of the compiler.
public struct CompileError: Equatable, Sendable {
  /// What it is in.
  public enum Place: Equatable, Sendable {
    /// The answer.
    case answer
    /// The exercise's check, which cannot use the answer.
    case check
    /// Other code, which the learner did not write.
    case elsewhere
  }

  /// What it is in.
  public var place: Place
  /// The path of the file.
  public var file: String
  /// The location in the file.
  public var location: SourceLocation
  /// The compiler's words.
  public var message: String

  /// Creates an error.
  public init(_ message: String, place: Place, file: String, location: SourceLocation) {
    (self.message, self.place, self.file, self.location) = (message, place, file, location)
  }
}

/// The result of judging an answer.
public struct AnswerResult: Sendable {
  /// The id of the exercise or question.
  public var id: String
  /// The line of the answer in the answers file, counted from 1; 1 if it has none.
  public var line: Int
  /// What became of the answer.
  public var verdict: AnswerVerdict
  /// The expectations of the checks that were evaluated, in order, even if the answer then crashed.
  public var expectations: [CheckedExpectation] = []
  /// What the answer printed.
  public var pieces: [OutputPiece]
  /// The time that it ran, without that of the cells before it.
  public var duration: Duration

  /// Creates a result.
  public init(
    id: String, line: Int, verdict: AnswerVerdict, pieces: [OutputPiece] = [], duration: Duration = .zero
  ) {
    (self.id, self.line, self.verdict) = (id, line, verdict)
    (self.pieces, self.duration) = (pieces, duration)
  }
}

extension AnswerVerdict {
  /// Creates the verdict on an answer from that on the cell in whose place it ran.
  public init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .pass: .solved
      case .unsatisfied(let all): .unsatisfied(all)
      case .expectedNothing: .notJudged(reason: "the check expects nothing")
      case .toDo(let what): .toDo(what)
      case .threw(let error): .threw(error)
      case .returned: .returned
      case .crash(let crash): .crashed(crash)
      case .timeout(let limit): .tookTooLong(limit)
      // Exercises have no output, expect no error, and their starters are not tried here.
      case .differs, .unexpectedOutcome, .unfitStarter, .skip: .notJudged(reason: "the lesson was not run")
      }
  }
}
