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
    case .lessonStarted, .cellStarted, .cellProgressed, .cellKeptValue, .cellStillRunning, .printedAfterLastCell: break
    case .cellEnded(let plan, let result):
      times.append(("\(plan.lesson.name)#\(result.cell.id)", result.duration))
    case .lessonRefused(let error): context.write(error.message(context.invocation))
    case .lessonEnded(let plan, let results): report(plan, results)
    case .answersStarted, .answerJudged: break
    case .answersEnded(let file, _, let results): report(file, results)
    case .answersRefused(let refusal): context.write(refusal.message(context.invocation))
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

  private func report(_ file: AnswersFile, _ results: [AnswerResult]) {
    let style = context.style
    let isSolved = results.allSatisfy { $0.verdict == .solved }
    context.write("\(style.mark(isSolved ? .pass : .fail)) \(style.bold(file.name))  \(results.statusCounts)\n")
    for result in results where result.verdict != .solved {
      context.write(Diagnostic(result, in: file).text(style))
      if !result.expectations.isEmpty {
        for line in result.explanation(file: file.name, style: style) { context.write("    \(line)\n") }
      }
    }
  }

  private func report(_ summary: Summary) {
    if !summary.answers.isEmpty { context.write(summary.answerCounts + "\n") }
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
