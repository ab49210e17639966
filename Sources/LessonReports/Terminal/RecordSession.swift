import LessonRunner

/// Records the lessons of a run one after the other, and reports each.
package struct RecordSession {
  private let report: RecordReport
  private let recorder: Recorder
  private let isWritten: Bool
  private let checks: Bool
  /// The exit code so far: that of a cell that cannot be recorded, 2 for a refused lesson, 1 for what is to be recorded if that is checked.
  package private(set) var exitCode: Int32 = 0

  /// Creates a session.
  ///
  /// - Parameters:
  ///   - requestedVariant: the variant that the user asked for, or nil for none.
  ///   - isWritten: whether files are written, rather than only compared.
  ///   - checks: whether something to record is a failure.
  package init(_ context: ReportContext, requestedVariant: String?, isWritten: Bool, checks: Bool) {
    report = RecordReport(context)
    recorder = Recorder(requestedVariant: requestedVariant, isDryRun: !isWritten)
    self.isWritten = isWritten
    self.checks = checks
  }

  /// Handles an event of the run.
  ///
  /// A cell whose output differs is not a failure here, because its output is recorded.
  package mutating func handle(_ event: RunEvent) {
    switch event {
    case .lessonRefused(let error):
      report.report(error)
      exitCode = max(exitCode, 2)
    case .lessonEnded(let plan, let results):
      let outcome = Result { () throws(RecordingFailure) in try recorder.record(plan, results) }
      report.report(plan, results, outcome, isWritten: isWritten)
      switch outcome {
      case .success(let recording): if checks, !recording.edits.isEmpty { exitCode = max(exitCode, 1) }
      case .failure(let failure): exitCode = max(exitCode, failure.exitCode)
      }
    default: break
    }
  }
}

extension RecordingFailure {
  /// The exit code of the cell's status, otherwise that of a failure.
  fileprivate var exitCode: Int32 {
    if case .notRecordable(let result) = self { result.verdict.status.exitCode } else { 1 }
  }
}
