import LessonFormat
import LessonRunner

/// The message about a cell that failed: its location and the reason, the difference, and the command that reruns it.
package struct FailureText {
  /// The whole message.
  package var text: String { heading + details }
  /// The part after the location and the reason.
  package let details: String
  private let heading: String

  package init(_ result: CellResult, of plan: LessonPlan, invocation: Invocation, style: Style) {
    heading = Diagnostic(result, of: plan).text(style)
    var details = ""
    if case .differs(let mismatch) = result.verdict { details = DiffText(mismatch, style: style, indent: "    ").text }
    // `run` does not try starters.
    let command = if case .unfitStarter = result.verdict { "check" } else { "run" }
    self.details = details + "    rerun: \(invocation.rerun(command, plan.lesson.name, cell: result.cell.id))\n"
  }
}
