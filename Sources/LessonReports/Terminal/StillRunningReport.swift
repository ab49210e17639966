import LessonFormat
import LessonPresentation
import LessonRunner

/// Writes a line with the location of a cell that has been running for 5, 10, 20, 40, … seconds, for output that is not a terminal.
public struct StillRunningReport: Sendable {
  private let write: @Sendable (String) -> Void

  /// Creates a report.
  ///
  /// - Parameter write: receives each line; called on any thread.
  public init(write: @escaping @Sendable (String) -> Void) { self.write = write }

  /// Handles an event of the run; may be called on any thread.
  public func handle(_ event: RunEvent) {
    guard case .cellStillRunning(let plan, let index, let seconds) = event else { return }
    guard seconds % 5 == 0, (seconds / 5).nonzeroBitCount == 1 else { return }
    let cell = plan.lesson.cells[index]
    let message = "cell '\(cell.id)' has been running for \(seconds) s"
    write(Diagnostic(message, kind: .note, file: plan.lesson.file, line: cell.line).text())
  }
}
