import LessonFormat
import LessonPresentation
import LessonRunner

/// A check for programs, with one JSON object per line: one for each cell, and a last one with the counts.
///
/// `{"schema":1,"lesson","cell","file","line","status","seconds","message"}`, where `status` is one of `pass fail error
/// crash timeout skip`; then `{"schema":1,"summary":{"lessons","cells","pass",…,"skip","seconds"}}`.
public struct JSONReport: Report {
  private static let schema = 1

  private let context: ReportContext

  /// Creates a report that writes to the given context.
  public init(_ context: ReportContext) { self.context = context }

  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .lessonEnded, .cellProgressed, .cellStillRunning, .printedAfterLastCell: break
    case .lessonRefused(let error): context.writeError(error.message(context.invocation))
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
    context.write(object.text + "\n")
  }

  private func report(_ summary: Summary) {
    let counts = Status.allCases.map { ($0.rawValue, JSONValue.integer(summary.count($0))) }
    let values = [("lessons", .integer(summary.lessons)), ("cells", JSONValue.integer(summary.cells))] + counts
    let object = JSONValue.object([
      ("schema", .integer(Self.schema)),
      ("summary", .object(values + [("seconds", .number(summary.duration.seconds))])),
    ])
    context.write(object.text + "\n")
  }
}

extension ReportFormat {
  /// One JSON object per line, for programs.
  public static let json = ReportFormat("json") { JSONReport($0) }
}
