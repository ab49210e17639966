import ArgumentParser
import Foundation
import LessonReports
import LessonRunner

/// Writes what cells print into the lessons: `lessons record [LESSON…]`.
struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs lessons and replaces the recorded outputs that no longer match.",
    discussion: """
      Without a lesson, all are recorded. What changes is shown as a diff. Lines that still match stay as they are, a cell \
      that prints something and has no output gets one, and no byte outside the outputs changes. Nothing is written of a lesson \
      with a cell that failed in another way.
      """)

  @Argument(help: ArgumentHelp("The lessons, and perhaps one cell of each.", valueName: "lesson[#cell]"))
  var lessons: [LessonReference] = []

  @Flag(name: [.customShort("n"), .long], help: "Show what would change, and write nothing.")
  var dryRun = false

  @Flag(help: "Write even where CI=true says that nobody is there to read the diff.")
  var force = false

  @OptionGroup var parallel: ParallelSettings

  @OptionGroup var settings: RunSettings

  func validate() throws {
    let isCI = ["true", "1"].contains(ProcessInfo.processInfo.environment["CI"] ?? "")
    guard dryRun || force || !isCI else {
      throw ValidationError(
        "CI=true: nobody is there to read what changes. Use `\(Terminal.program) check`, --dry-run or --force")
    }
  }

  func run() throws {
    Interruption.watch()
    let plans = lessons.plans(in: .current, options: settings.options(for: .current))
    let report = RecordReport(
      program: Terminal.program, style: Terminal.style(plain: settings.plain), write: Terminal.write)
    var code: Int32 = plans.isEmpty ? Exit.nothingSelected : 0
    let waiting = StillRunningReport { Terminal.writeError($0) }
    Runner().run(plans, jobs: parallel.jobs, live: waiting.handle) { event in
      switch event {
      case .lessonRefused(let refusal):
        report.report(refusal)
        code = max(code, Exit.invalidLesson)
      case .lessonEnded(let plan, let results):
        let outcome = Result { () throws(RecordingFailure) in try record(plan, results) }
        report.report(plan, results, outcome, isWritten: !dryRun)
        if case .failure(let failure) = outcome { code = max(code, failure.exitCode) }
      default: break
      }
    }
    try end(with: code)
  }

  private func record(_ plan: LessonPlan, _ results: [CellResult]) throws(RecordingFailure) -> Recording {
    guard let location = plan.location else { throw .noFile(lesson: plan.lesson.name) }
    let file = LessonFile(path: location, name: plan.lesson.file)
    if !dryRun { file.removeLeftover() }
    // A lesson that says nothing of the stand-in does not depend on it, unless its author asks for its outputs.
    let knowsVariant = plan.lesson.cells.contains { $0.outputs.contains { $0.variant == plan.options.variant } }
    let variant = settings.variant ?? (knowsVariant ? plan.options.variant : nil)
    let recording = try Recording(of: results, in: plan.lesson, variant: variant)
    if !dryRun, !recording.edits.isEmpty { try file.replace(plan.lesson.source.bytes, with: recording.bytes) }
    return recording
  }
}

extension RecordingFailure {
  /// The code of the cell's verdict, else of a failure.
  fileprivate var exitCode: Int32 {
    if case .notRecordable(let result) = self { result.verdict.status.exitCode } else { 1 }
  }
}
