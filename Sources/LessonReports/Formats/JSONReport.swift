import LessonRunner

/// A check for programs: one JSON object a line, one for each cell and a last one with the counts.
///
/// `{"schema":1,"lesson","cell","file","line","status","seconds","message"}`, where `status` is one of `pass fail error
/// crash timeout skip`; then `{"schema":1,"summary":{"lessons","cells","pass",…,"skip","seconds"}}`.
public struct JSONReport: Report {
  private static let schema = 1

  private let program: String
  private let write: (String) -> Void
  private let writeProblems: (String) -> Void

  /// - Parameters:
  ///   - program: the course's program, for the commands that help.
  ///   - write: takes the objects.
  ///   - writeProblems: takes what is wrong with lessons that cannot be run, in words.
  public init(program: String, write: @escaping (String) -> Void, writeProblems: @escaping (String) -> Void) {
    self.program = program
    self.write = write
    self.writeProblems = writeProblems
  }

  /// Takes an event and writes what is to be said of it.
  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .lessonEnded, .cellProgressed, .cellStillRunning, .printedAfterLastCell: break
    case .lessonRefused(let refusal): writeProblems(refusal.message(program: program))
    case .cellEnded(let plan, let result): report(result, of: plan)
    case .runEnded(let summary): report(summary)
    }
  }

  private func report(_ result: CellResult, of plan: LessonPlan) {
    let object = JSONValue.object([
      ("schema", .integer(Self.schema)), ("lesson", .string(plan.lesson.name)), ("cell", .string(result.cell.id)),
      ("file", .string(plan.lesson.file)), ("line", .integer(result.line)),
      ("status", .string(result.verdict.status.rawValue)), ("seconds", .number(result.duration.seconds)),
      ("message", .string(result.message)),
    ])
    write(object.text + "\n")
  }

  private func report(_ summary: Summary) {
    let counts = Status.allCases.map { ($0.rawValue, JSONValue.integer(summary.count($0))) }
    let values = [("lessons", .integer(summary.lessons)), ("cells", JSONValue.integer(summary.cells))] + counts
    let object = JSONValue.object([
      ("schema", .integer(Self.schema)),
      ("summary", .object(values + [("seconds", .number(summary.duration.seconds))])),
    ])
    write(object.text + "\n")
  }
}
