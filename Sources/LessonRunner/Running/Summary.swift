/// The numbers of cells with each status and of lessons that could not be run, and the duration of the run.
public struct Summary: Equatable, Sendable {
  /// The number of lessons that were run.
  public private(set) var lessons = 0
  /// The number of lessons that could not be run.
  public private(set) var refused = 0
  /// The number of cells with each status; statuses that do not occur are left out.
  public private(set) var counts: [Status: Int] = [:]
  /// The number of answers with each status; statuses that do not occur are left out.
  public private(set) var answers: [AnswerStatus: Int] = [:]
  /// The duration of the whole run.
  public var duration: Duration = .zero

  /// Creates an empty summary.
  public init() {}

  /// Creates a summary of one lesson's cells.
  public init(of results: [CellResult]) { add(results) }

  /// The total number of cells.
  public var cells: Int { counts.values.reduce(0, +) }

  /// Returns the number of cells with the given status.
  public func count(_ status: Status) -> Int { counts[status] ?? 0 }

  /// Whether all answers are solved.
  public var isSolved: Bool { answers.keys.allSatisfy { $0 == .solved } }

  /// The exit code: that of the worst status, at least 1 if an answer is not solved, and at least 2 if something could not be run.
  public var exitCode: Int32 {
    max(counts.keys.map(\.exitCode).max() ?? 0, refused > 0 ? 2 : 0, isSolved ? 0 : 1)
  }

  /// Updates the counts for an event.
  mutating func add(_ event: RunEvent) {
    switch event {
    case .answerJudged(_, _, let result): answers[result.verdict.status, default: 0] += 1
    case .answersRefused: refused += 1
    case .lessonEnded(_, let results): add(results)
    case .lessonRefused: refused += 1
    default: break
    }
  }

  private mutating func add(_ results: [CellResult]) {
    lessons += 1
    for result in results { counts[result.verdict.status, default: 0] += 1 }
  }
}
