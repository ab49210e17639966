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

  /// Creates a report that writes the whole document to the given context when the run has ended.
  public init(_ context: ReportContext) { self.context = context }

  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .cellProgressed, .cellStillRunning, .cellEnded, .printedAfterLastCell: break
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

  private func add(_ error: PlanningError) {
    let diagnostics = error.diagnostics(context.invocation)
    refusals += diagnostics.count
    let name = diagnostics.first?.file ?? "lesson"
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
        ("name", context.invocation.program), ("tests", "\(summary.cells + refusals)"),
        ("failures", "\(summary.count(.fail))"),
        ("errors", "\(summary.errors + refusals)"), ("time", Self.seconds(summary.duration)),
      ], suites)
    context.write(root.document)
  }

  private static func seconds(_ duration: Duration) -> String { JSONValue.number(duration.seconds).text }
}

extension Summary {
  /// The number of cells that did not reach their end.
  fileprivate var errors: Int { count(.error) + count(.crash) + count(.timeout) }
}

extension ReportFormat {
  /// JUnit XML, for continuous integration servers.
  public static let junit = ReportFormat("junit") { JUnitReport($0) }
}
