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
    var session = RecordSession(
      run.reportContext, requestedVariant: settings.variant, isWritten: isWritten, checks: check)
    run.run { session.handle($0) }
    try end(with: session.exitCode)
  }
}
