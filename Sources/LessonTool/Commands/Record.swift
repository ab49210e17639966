import ArgumentParser
import Foundation
import LessonReports
import LessonRunner

/// Writes what cells print into the lessons: `lessons record [LESSON…]`.
struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Runs lessons and replaces the recorded outputs that no longer match.",
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
    let run = try CourseRun(settings, parallel) { lessons.plans(in: CourseProgram.current.course, options: $0) }
    let recorder = Recorder(requestedVariant: settings.variant, isDryRun: dryRun)
    let report = RecordReport(run.reportContext)
    var code: Int32 = 0
    let summary = run.run { event in
      switch event {
      case .lessonRefused(let error): report.report(error)
      case .lessonEnded(let plan, let results):
        let outcome = Result { () throws(RecordingFailure) in try recorder.record(plan, results) }
        report.report(plan, results, outcome, isWritten: !dryRun)
        if case .failure(let failure) = outcome { code = max(code, failure.exitCode) }
      default: break
      }
    }
    // A cell whose output differs is what is recorded here, and no failure.
    try end(with: max(code, summary.refused > 0 ? ExitStatus.invalidLesson : 0))
  }
}

extension RecordingFailure {
  /// The code of the cell's verdict, else of a failure.
  fileprivate var exitCode: Int32 {
    if case .notRecordable(let result) = self { result.verdict.status.exitCode } else { 1 }
  }
}
