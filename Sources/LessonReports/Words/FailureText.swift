import LessonRunner

/// What is said of a cell that did not do what the lesson says: place and reason, the difference, and how to run it again.
struct FailureText {
  /// All of it.
  var text: String { heading + details }
  /// What follows place and reason.
  let details: String
  private let heading: String

  init(_ result: CellResult, of plan: LessonPlan, program: String, style: Style) {
    heading = Diagnostic(result, of: plan).text(style)
    var details = ""
    if case .differs(let mismatch) = result.verdict { details = DiffText(mismatch, style: style, indent: "    ").text }
    self.details =
      details + "    rerun: \(program) run \(plan.lesson.name)#\(result.cell.id)\(plan.options.arguments)\n"
  }
}
