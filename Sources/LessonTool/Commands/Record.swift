import ArgumentParser
import Foundation
import LessonPresentation
import LessonReports
import LessonRunner

/// Writes the cells' outputs into the lessons: `lessons record [LESSON…]`.
struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Run lessons and replace the recorded outputs that no longer match.",
    discussion: """
      By default, all lessons are recorded. Changes are shown as a diff. Lines that still match are kept, a cell that prints \
      something but has no output gets one, and no byte outside the outputs changes. A lesson with a cell that failed in \
      another way is not written.
      """)

  @Argument(
    help: ArgumentHelp("The lessons, optionally with one cell each.", valueName: "lesson[#cell]"),
    completion: .lessonOrCell)
  var lessons: [LessonReference] = []

  @Flag(name: [.customShort("n"), .long], help: "Show what would change without writing anything.")
  var dryRun = false

  @Flag(help: "Like --dry-run, but exit with 1 if something would change.")
  var check = false

  @Flag(help: "Write even in CI (CI=true), where no one reads the diff.")
  var force = false

  @OptionGroup var parallel: ParallelSettings

  @OptionGroup var settings: RunSettings

  private var isWritten: Bool { !dryRun && !check }

  func validate() throws {
    let isCI = ["true", "1"].contains(ProcessInfo.processInfo.environment["CI"] ?? "")
    guard !isWritten || force || !isCI else {
      throw ValidationError(
        "record does not write in CI (CI=true), where no one reads the diff: use `\(Terminal.command) check`, --check, --dry-run or --force"
      )
    }
  }

  func run() throws {
    if CourseProgram.current.course.root == nil, lessons.isEmpty {
      Terminal.writeError(Diagnostic(Notice.noFilesToRecord).text())
      throw ExitCode.failure
    }
    let run = try CourseRun(settings, parallel) { lessons.plans(in: CourseProgram.current.course, options: $0) }
    let recorder = Recorder(requestedVariant: settings.variant, isDryRun: !isWritten)
    let report = RecordReport(run.reportContext)
    var code: Int32 = 0
    let summary = run.run { event in
      switch event {
      case .lessonRefused(let error): report.report(error)
      case .lessonEnded(let plan, let results):
        let outcome = Result { () throws(RecordingFailure) in try recorder.record(plan, results) }
        report.report(plan, results, outcome, isWritten: isWritten)
        switch outcome {
        case .success(let recording): if check, !recording.edits.isEmpty { code = max(code, 1) }
        case .failure(let failure): code = max(code, failure.exitCode)
        }
      default: break
      }
    }
    // A cell whose output differs is not a failure here, because its output is recorded.
    try end(with: max(code, summary.refused > 0 ? ExitStatus.invalidLesson : 0))
  }
}

extension RecordingFailure {
  /// The exit code of the cell's status, otherwise that of a failure.
  fileprivate var exitCode: Int32 {
    if case .notRecordable(let result) = self { result.verdict.status.exitCode } else { 1 }
  }
}
