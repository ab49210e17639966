import LessonFormat
import LessonPresentation
import LessonRunner

/// A check as text for people: a line per lesson, each failure with its difference, and the counts.
public final class CheckReport: Report {
  private let context: ReportContext
  private var times: [(cell: String, duration: Duration)] = []

  /// Creates a report that writes to the given context.
  public init(_ context: ReportContext) { self.context = context }

  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .cellProgressed, .cellStillRunning, .printedAfterLastCell: break
    case .cellEnded(let plan, let result):
      times.append(("\(plan.lesson.name)#\(result.cell.id)", result.duration))
    case .lessonRefused(let error): context.write(error.message(context.invocation))
    case .lessonEnded(let plan, let results): report(plan, results)
    case .runEnded(let summary): report(summary)
    }
  }

  private func report(_ plan: LessonPlan, _ results: [CellResult]) {
    let failures = results.filter { $0.verdict.status.isFailure }
    let (counts, style) = (Summary(of: results), context.style)
    let mark = style.mark(failures.isEmpty ? .pass : .fail)
    context.write(
      "\(mark) \(style.bold(plan.lesson.name))  \(counts.statusCounts)  \(style.dim(results.duration.text))\n")
    for result in failures {
      context.write(FailureText(result, of: plan, invocation: context.invocation, style: style).text)
    }
    if let skips = SkippedCells(results) { context.write("  \(style.yellow("skipped")) \(skips.text)\n") }
  }

  private func report(_ summary: Summary) {
    guard summary.lessons > 0 else { return }
    for (cell, duration) in times.sorted(by: { $0.duration > $1.duration }).prefix(context.slowest) {
      context.write("  \(context.style.dim("slow")) \(cell)  \(duration.text)\n")
    }
    context.write(summary.closingLines)
  }
}

extension ReportFormat {
  /// Text for people.
  public static let human = ReportFormat("human") { CheckReport($0) }
}
