import LessonFormat
import LessonPresentation
import LessonRunner
import TextFormatting

/// A recording as text for people: a line per lesson, and the changes to its file as a diff.
public struct RecordReport {
  private let context: ReportContext

  /// Creates a report that writes to the given context.
  public init(_ context: ReportContext) { self.context = context }

  /// Reports what changed or would change in a lesson's file, or why nothing was recorded.
  ///
  /// - Parameter isWritten: whether the file was written, rather than only compared.
  public func report(
    _ plan: LessonPlan, _ results: [CellResult], _ outcome: Result<Recording, RecordingFailure>, isWritten: Bool
  ) {
    let (style, write) = (context.style, context.write)
    let name = style.bold(plan.lesson.name)
    switch outcome {
    case .failure(let failure):
      write("\(style.mark(.fail)) \(name)  nothing was written\n")
      if case .notRecordable(let result) = failure {
        write(FailureText(result, of: plan, invocation: context.invocation, style: style).text)
      } else {
        write(failure.diagnostic(plan).text(style))
      }
    case .success(let recording) where recording.edits.isEmpty:
      write("\(style.mark(.pass)) \(name)  nothing to record\n")
    case .success(let recording):
      let outputs = results.count { $0.verdict.isDifference }
      let verb = isWritten ? "recorded" : "to record"
      write("\(style.yellow("●")) \(name)  \(pluralized(outputs, "output")) \(verb)\n")
      write(UnifiedDiff(plan.lesson.source, recording.edits, file: plan.lesson.file, style: style).text)
      for line in recording.ambiguousLines {
        let reason = "the recorded line also matches other lines: write `output literal` if it should match only itself"
        write(Diagnostic(reason, kind: .warning, file: plan.lesson.file, line: line).text(style))
      }
    }
    if let skips = SkippedCells(results) { write("  \(style.yellow("skipped")) \(skips.text)\n") }
  }

  /// Reports why a lesson was not run.
  public func report(_ error: PlanningError) { context.write(error.message(context.invocation)) }
}
