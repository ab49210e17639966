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

  @OptionGroup var settings: RunSettings

  func validate() throws {
    if to != nil, lesson.cell != nil { throw ValidationError("give either LESSON#cell or --to, not both") }
  }

  func run() throws {
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let report = RunReport(
      program: Terminal.program, style: Terminal.style(plain: settings.plain), write: Terminal.write)
    let waiting = Terminal.isTerminal ? nil : StillRunningReport { Terminal.writeError($0) }
    switch lesson.planned(in: .current, through: to, options: settings.options(for: .current)) {
    case .success(let plan):
      var summary = Summary()
      let results = Runner().run(plan) { event in
        report.handle(event)
        waiting?.handle(event)
      }
      summary.add(results)
      try end(with: summary.exitCode)
    case .failure(let refusal):
      Terminal.writeError(refusal.message(program: Terminal.program))
      try end(with: Exit.invalidLesson)
    }
  }
}
