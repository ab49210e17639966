import ArgumentParser
import LessonReports
import LessonRunner

/// Runs a lesson and shows it: `lessons run LESSON[#cell]`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs a lesson: prose, code, what each cell prints, and a verdict.",
    discussion:
      "With LESSON#cell, only that cell is shown; those before it are run for what they declare. No file is written.")

  @Argument(help: ArgumentHelp("The lesson, and perhaps one cell of it.", valueName: "lesson[#cell]"))
  var lesson: LessonReference

  @Option(help: ArgumentHelp("Stop after this cell.", valueName: "cell"))
  var to: String?

  @Flag(
    help: "Go through the lesson cell by cell: Enter runs the next one, b goes back, l lists, r starts again, q quits.")
  var step = false

  @Flag(name: .customLong("continue"), help: "With --step: go on where you quit.")
  var continues = false

  @OptionGroup var settings: RunSettings

  func validate() throws {
    if step, lesson.cell != nil { throw ValidationError("--step goes through a lesson, not through one cell of it") }
    if continues, !step { throw ValidationError("--continue goes with --step") }
    if to != nil, lesson.cell != nil { throw ValidationError("give either LESSON#cell or --to, not both") }
  }

  func run() throws {
    Interruption.watch()
    switch lesson.planned(in: .current, through: to, options: settings.options(for: .current)) {
    case .success(let plan):
      var summary = Summary()
      summary.add(step ? try runByStep(plan) : run(plan))
      try end(with: summary.exitCode)
    case .failure(let refusal):
      Terminal.writeError(refusal.message(program: Terminal.program))
      try end(with: Exit.invalidLesson)
    }
  }

  private func run(_ plan: LessonPlan) -> [CellResult] {
    let report = RunReport(
      program: Terminal.program, style: Terminal.style(plain: settings.plain), write: Terminal.write)
    let waiting = Terminal.isTerminal ? nil : StillRunningReport { Terminal.writeError($0) }
    return Runner().run(plan) { event in
      report.handle(event)
      waiting?.handle(event)
    }
  }

  private func runByStep(_ plan: LessonPlan) throws -> [CellResult] {
    guard Terminal.isTerminal, let keys = KeyTerminal() else {
      throw ValidationError("--step needs a terminal")
    }
    let memory = Memory(of: .current)
    let place = continues ? memory[StepSession.placeSubject(plan.lesson.name)].first : nil
    let session = StepSession(
      plan, keys: keys, style: Terminal.style(plain: settings.plain), memory: memory, place: place)
    return session.run()
  }
}
