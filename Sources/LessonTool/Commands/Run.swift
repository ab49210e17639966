import ArgumentParser
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

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
      "Step through the lesson cell by cell: Enter runs the next cell, ? shows all keys."
  )
  var step = false

  @Flag(name: .customLong("continue"), help: "Step through the lesson from where you quit.")
  var continues = false

  @OptionGroup var settings: RunSettings

  /// Whether to go through the lesson cell by cell.
  private var steps: Bool { step || continues }

  func validate() throws {
    if steps, lesson.cell != nil { throw ValidationError("--step takes a whole lesson, not a single cell") }
    if to != nil, lesson.cell != nil { throw ValidationError("give either LESSON#cell or --to, not both") }
  }

  func run() throws {
    Interruption.watch()
    let course = CourseProgram.current.course
    course.reportBuiltInLessons([lesson])
    let options = settings.options(for: course)
    let store = StateStore(of: course)
    let passed = PassedCells(store)
    var context = settings.reportContext(options)
    context.changedCells = passed.changed
    context.solvedTasks = AnswerProgress.solvedTasks(in: course)
    switch lesson.planned(in: course, through: to, options: options) {
    case .success(let plan):
      let results = steps ? try runByStep(plan, context, store) : run(plan, context, passed)
      try end(with: Summary(of: results).exitCode)
    case .failure(let error):
      Terminal.writeError(error.message(context.invocation))
      try end(with: ExitStatus.invalidLesson)
    }
  }

  private func run(_ plan: LessonPlan, _ context: ReportContext, _ passed: PassedCells) -> [CellResult] {
    let report = RunReport(context)
    let waiting = Terminal.isTerminal ? nil : StillRunningReport { Terminal.writeError($0) }
    return Runner().run(plan) { event in
      report.handle(event)
      waiting?.handle(event)
      passed.handle(event)
    }
  }

  private func runByStep(_ plan: LessonPlan, _ context: ReportContext, _ store: StateStore) throws -> [CellResult] {
    guard Terminal.isTerminal, let keys = RawTerminal() else {
      throw ValidationError("--step needs a terminal")
    }
    let next = CourseProgram.current.course.lesson(after: plan.lesson.name)?.name
    let startCell = continues ? store[StepSession.positionSubject(plan.lesson.name)].first : nil
    return StepSession(plan, keys: keys, context: context, store: store, startCell: startCell, nextLesson: next).run()
  }
}
