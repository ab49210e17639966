import LessonFormat
import LessonRunner

/// The message about a cell that failed: place and reason, the difference, and the command that runs it again.
package struct FailureText {
  /// All of it.
  package var text: String { heading + details }
  /// What follows place and reason.
  package let details: String
  private let heading: String

  package init(_ result: CellResult, of plan: LessonPlan, invocation: Invocation, style: Style) {
    heading = Diagnostic(result, of: plan).text(style)
    var details = ""
    if case .differs(let mismatch) = result.verdict { details = DiffText(mismatch, style: style, indent: "    ").text }
    self.details = details + "    rerun: \(invocation.rerun(plan.lesson.name, cell: result.cell.id))\n"
  }
}
