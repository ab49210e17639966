import LessonRunner

/// What is said of a cell that did not do what the lesson says: place and reason, the difference, and how to run it again.
struct FailureText {
  let text: String

  init(_ result: CellResult, of plan: LessonPlan, program: String, style: Style) {
    var text = Diagnostic(result, of: plan).text(style)
    if case .differs(let mismatch) = result.verdict { text += DiffText(mismatch, style: style, indent: "    ").text }
    self.text = text + "    rerun: \(program) run \(plan.lesson.name)#\(result.cell.id)\(plan.options.arguments)\n"
  }
}
