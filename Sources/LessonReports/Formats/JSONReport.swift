import LessonFormat
import LessonPresentation
import LessonRunner
import LessonRuntime

/// A check for programs, with one JSON object per line: one for each cell, and a last one with the counts.
///
/// `{"schema":2,"lesson","cell","file","line","status","seconds","message"}`, where `status` is one of `pass fail error
/// crash timeout skip`, and an exercise that failed has its `"expectations"`.
///
/// An answer is `{"schema":2,"lesson","exercise","file","line","status","seconds","message","expectations"}`, where `status` is one of
/// `solved`, `not yet`, `does not compile`, `crashed`, `took too long`, `untouched`, `not judged`, and each of the expectations is
/// `{"sentence","met","expected","actual","difference","mistake"}`; what does not apply is null, and so is all but the first two of a hidden check.
///
/// The last object is `{"schema":2,"summary":{"lessons","cells","pass",…,"skip","answers":{"solved",…},"seconds"}}`.
public struct JSONReport: Report {
  private static let schema = 2

  private let context: ReportContext

  /// Creates a report that writes to the given context.
  public init(_ context: ReportContext) { self.context = context }

  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .lessonEnded, .cellProgressed, .cellKeptValue, .cellStillRunning,
      .printedAfterLastCell:
      break
    case .lessonRefused(let error): context.writeError(error.message(context.invocation))
    case .cellEnded(let plan, let result): report(result, of: plan)
    case .answersStarted, .answersEnded: break
    case .answerJudged(let file, let lesson, let result): report(result, in: file, lesson)
    case .answersRefused(let refusal): context.writeError(refusal.message(context.invocation))
    case .runEnded(let summary): report(summary)
    }
  }

  private func report(_ result: CellResult, of plan: LessonPlan) {
    var fields: [(String, JSONValue)] = [
      ("schema", .integer(Self.schema)), ("lesson", .string(plan.lesson.name)), ("cell", .string(result.cell.id)),
      ("file", .string(plan.lesson.file)), ("line", .integer(result.line)),
      ("status", .string(result.verdict.status.rawValue)), ("seconds", .number(result.duration.seconds)),
      ("message", .string(result.message)),
    ]
    if !result.expectations.isEmpty, result.verdict != .pass {
      fields.append(("expectations", .array(result.expectations.map(\.json))))
    }
    context.write(JSONValue.object(fields).text + "\n")
  }

  private func report(_ result: AnswerResult, in file: AnswersFile, _ lesson: Lesson) {
    let object = JSONValue.object([
      ("schema", .integer(Self.schema)), ("lesson", .string(lesson.name)), ("exercise", .string(result.id)),
      ("file", .string(file.name)), ("line", .integer(result.line)),
      ("status", .string(result.verdict.status.rawValue)), ("seconds", .number(result.duration.seconds)),
      ("message", .string(result.message)), ("expectations", .array(result.expectations.map(\.json))),
    ])
    context.write(object.text + "\n")
  }

  private func report(_ summary: Summary) {
    let counts = Status.allCases.map { ($0.rawValue, JSONValue.integer(summary.count($0))) }
    let answers = AnswerStatus.allCases.map { ($0.rawValue, JSONValue.integer(summary.answers[$0] ?? 0)) }
    let values = [("lessons", .integer(summary.lessons)), ("cells", JSONValue.integer(summary.cells))] + counts
    let object = JSONValue.object([
      ("schema", .integer(Self.schema)),
      ("summary", .object(values + [("answers", .object(answers)), ("seconds", .number(summary.duration.seconds))])),
    ])
    context.write(object.text + "\n")
  }
}

extension CheckedExpectation {
  fileprivate var json: JSONValue {
    func text(_ text: String?) -> JSONValue { isHidden ? .null : text.map { .string($0) } ?? .null }
    return .object([
      ("sentence", .string(expectation.sentence)), ("met", .bool(expectation.isMet)),
      ("expected", text(expectation.expected)), ("actual", text(expectation.actual)),
      ("difference", text(expectation.difference)), ("mistake", text(expectation.mistake)),
    ])
  }
}

extension ReportFormat {
  /// One JSON object per line, for programs.
  public static let json = ReportFormat("json") { JSONReport($0) }
}
