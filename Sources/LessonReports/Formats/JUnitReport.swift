import LessonFormat
import LessonPresentation
import LessonRunner

/// A check as JUnit XML according to Jenkins' schema `junit-10.xsd`: a suite per lesson and a test case per cell.
///
/// The schema has no attributes for a test case's file and line, so they are in its `system-out`, and at the start of a failure's text.
public final class JUnitReport: Report {
  private let context: ReportContext
  private var suites: [XMLElement] = []
  private var refusals = 0
  private var (answers, answerFailures, answerErrors) = (0, 0, 0)

  /// Creates a report that writes the whole document to the given context when the run has ended.
  public init(_ context: ReportContext) { self.context = context }

  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .cellProgressed, .cellKeptValue, .cellStillRunning, .cellEnded,
      .printedAfterLastCell:
      break
    case .answersStarted, .answerJudged: break
    case .answersEnded(let file, let lesson, let results): add(file, lesson, results)
    case .answersRefused(let refusal): add(refusal.diagnostics(context.invocation), name: "answers")
    case .lessonRefused(let error): add(error)
    case .lessonEnded(let plan, let results): add(plan, results)
    case .runEnded(let summary): finish(summary)
    }
  }

  private func add(_ plan: LessonPlan, _ results: [CellResult]) {
    let counts = Summary(of: results)
    suites.append(
      XMLElement(
        "testsuite",
        [
          ("name", plan.lesson.name), ("tests", "\(results.count)"), ("failures", "\(counts.count(.fail))"),
          ("errors", "\(counts.errors)"), ("skipped", "\(counts.count(.skip))"),
          ("time", Self.seconds(results.duration)),
          ("file", plan.lesson.file),
        ], results.map { testCase($0, of: plan) }))
  }

  private func testCase(_ result: CellResult, of plan: LessonPlan) -> XMLElement {
    let status = result.verdict.status
    var children = [XMLElement("system-out", text: "\(plan.lesson.file):\(result.cell.line)")]
    switch status {
    case .pass: break
    case .skip: children.insert(XMLElement("skipped", [("message", result.message)]), at: 0)
    default:
      let text = FailureText(result, of: plan, invocation: context.invocation, style: .plain).text
      let name = status == .fail ? "failure" : "error"
      children.insert(
        XMLElement(name, [("message", result.message), ("type", status.rawValue)], text: text), at: 0)
    }
    return XMLElement(
      "testcase",
      [("name", result.cell.id), ("classname", plan.lesson.name), ("time", Self.seconds(result.duration))], children)
  }

  /// Adds a suite for a file of answers: an answer that is not solved is a failure, and one that does not get to its end an error.
  private func add(_ file: AnswersFile, _ lesson: Lesson, _ results: [AnswerResult]) {
    let kinds = results.map(\.verdict.status.kind)
    answers += results.count
    answerFailures += kinds.count { $0 == "failure" }
    answerErrors += kinds.count { $0 == "error" }
    suites.append(
      XMLElement(
        "testsuite",
        [
          ("name", file.name), ("tests", "\(results.count)"), ("failures", "\(kinds.count { $0 == "failure" })"),
          ("errors", "\(kinds.count { $0 == "error" })"), ("skipped", "\(kinds.count { $0 == "skipped" })"),
          ("time", Self.seconds(results.reduce(.zero) { $0 + $1.duration })), ("file", file.name),
        ], results.map { testCase($0, in: file, lesson) }))
  }

  private func testCase(_ result: AnswerResult, in file: AnswersFile, _ lesson: Lesson) -> XMLElement {
    var children = [XMLElement("system-out", text: "\(file.name):\(result.line)")]
    if let kind = result.verdict.status.kind {
      let details = result.explanation(file: file.name, style: .plain)
      let text = ([Diagnostic(result, in: file).text()] + details).joined(separator: "\n")
      let attributes = [("message", result.message), ("type", result.verdict.status.rawValue)]
      children.insert(
        kind == "skipped" ? XMLElement(kind, [("message", result.message)]) : XMLElement(kind, attributes, text: text),
        at: 0)
    }
    return XMLElement(
      "testcase", [("name", result.id), ("classname", lesson.name), ("time", Self.seconds(result.duration))], children)
  }

  private func add(_ error: PlanningError) { add(error.diagnostics(context.invocation), name: "lesson") }

  private func add(_ diagnostics: [Diagnostic], name: String) {
    refusals += diagnostics.count
    let name = diagnostics.first?.file ?? name
    let errors = diagnostics.map { diagnostic in
      XMLElement(
        "testcase", [("name", "line \(diagnostic.location.line)"), ("classname", name), ("time", "0.0")],
        [
          XMLElement("error", [("message", diagnostic.message), ("type", "refused")], text: diagnostic.text()),
          XMLElement("system-out", text: "\(name):\(diagnostic.location.line)"),
        ])
    }
    suites.append(
      XMLElement(
        "testsuite",
        [
          ("name", name), ("tests", "\(errors.count)"), ("failures", "0"), ("errors", "\(errors.count)"),
          ("skipped", "0"), ("time", "0.0"),
        ], errors))
  }

  private func finish(_ summary: Summary) {
    let root = XMLElement(
      "testsuites",
      [
        ("name", context.invocation.program), ("tests", "\(summary.cells + answers + refusals)"),
        ("failures", "\(summary.count(.fail) + answerFailures)"),
        ("errors", "\(summary.errors + answerErrors + refusals)"), ("time", Self.seconds(summary.duration)),
      ], suites)
    context.write(root.document)
  }

  private static func seconds(_ duration: Duration) -> String { JSONValue.number(duration.seconds).text }
}

extension Summary {
  /// The number of cells that did not reach their end.
  fileprivate var errors: Int { count(.error) + count(.crash) + count(.timeout) }
}

extension AnswerStatus {
  /// The element of a test case with this status, or nil if it passed.
  fileprivate var kind: String? {
    switch self {
    case .solved: nil
    case .notYet, .untouched: "failure"
    case .doesNotCompile, .crashed, .tookTooLong: "error"
    case .notJudged: "skipped"
    }
  }
}

extension ReportFormat {
  /// JUnit XML, for continuous integration servers.
  public static let junit = ReportFormat("junit") { JUnitReport($0) }
}
