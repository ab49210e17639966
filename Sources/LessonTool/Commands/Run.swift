import ArgumentParser
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner

/// Runs a lesson and shows it: `lessons run LESSON[#cell]`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a lesson and show its prose, its code, and each cell's output and verdict.",
    discussion:
      "With LESSON#cell, only that cell is shown; earlier cells are run for their declarations. Lesson files are never changed."
  )

  @Argument(
    help: ArgumentHelp("The lesson, optionally with one of its cells.", valueName: "lesson[#cell]"),
    completion: .lessonOrCell)
  var lesson: LessonReference

  @Option(help: ArgumentHelp("Stop after this cell.", valueName: "cell"), completion: .cell)
  var to: String?

  @Flag(
    help:
      "Step through the lesson cell by cell: Enter runs the next cell, b goes back, l lists the cells, r restarts, q quits."
  )
  var step = false

  @Flag(name: .customLong("continue"), help: "With --step, continue where you quit.")
  var continues = false

  @OptionGroup var settings: RunSettings

  func validate() throws {
    if step, lesson.cell != nil { throw ValidationError("--step takes a whole lesson, not a single cell") }
    if continues, !step { throw ValidationError("--continue can only be used with --step") }
    if to != nil, lesson.cell != nil { throw ValidationError("give either LESSON#cell or --to, not both") }
  }

  func run() throws {
    Interruption.watch()
    let course = CourseProgram.current.course
    let options = settings.options(for: course)
    let context = settings.reportContext(options)
    switch lesson.planned(in: course, through: to, options: options) {
    case .success(let plan):
      let results = step ? try runByStep(plan, context) : run(plan, context)
      try end(with: Summary(of: results).exitCode)
    case .failure(let error):
      Terminal.writeError(error.message(context.invocation))
      try end(with: ExitStatus.invalidLesson)
    }
  }

  private func run(_ plan: LessonPlan, _ context: ReportContext) -> [CellResult] {
    let report = RunReport(context)
    let waiting = Terminal.isTerminal ? nil : StillRunningReport { Terminal.writeError($0) }
    return Runner().run(plan) { event in
      report.handle(event)
      waiting?.handle(event)
    }
  }

  private func runByStep(_ plan: LessonPlan, _ context: ReportContext) throws -> [CellResult] {
    guard Terminal.isTerminal, let keys = RawTerminal() else {
      throw ValidationError("--step needs a terminal")
    }
    let store = StateStore(of: CourseProgram.current.course)
    let startCell = continues ? store[StepSession.positionSubject(plan.lesson.name)].first : nil
    return StepSession(plan, keys: keys, context: context, store: store, startCell: startCell).run()
  }
}
