import ArgumentParser
import Foundation
import LessonReports
import LessonRunner

/// Compares what lessons print with what they record: `lessons check [LESSON…]`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs lessons and compares what the cells print with what the lessons record.",
    discussion: "Without a lesson, all are checked. No file is written.")

  /// How the result is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, json
  }

  @Argument(help: ArgumentHelp("The lessons, and perhaps one cell of each.", valueName: "lesson[#cell]"))
  var lessons: [LessonReference] = []

  @Option(name: [.short, .long], help: ArgumentHelp("How many lessons run at the same time.", valueName: "number"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "How the result is written.")
  var format = Format.human

  @OptionGroup var settings: RunSettings

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number greater than 0") }
  }

  func run() throws {
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let plans = lessons.plans(in: .current, options: settings.options(for: .current))
    guard !plans.isEmpty else {
      Terminal.writeError("error: this course has no lessons\n")
      throw ExitCode(Exit.nothingSelected)
    }
    let summary = Runner().run(plans, jobs: jobs, handle: handler)
    let isRefused = plans.contains { if case .failure = $0 { true } else { false } }
    if summary.cells == 0, !isRefused {
      Terminal.writeError("error: there are no cells to check\n")
      throw ExitCode(Exit.nothingSelected)
    }
    try end(with: max(summary.exitCode, isRefused ? Exit.invalidLesson : 0))
  }

  /// What is made of the events.
  private var handler: (RunEvent) -> Void {
    switch format {
    case .human:
      let style = Terminal.style(plain: settings.plain)
      return CheckReport(program: Terminal.program, style: style, write: Terminal.write).handle
    case .json:
      return JSONReport(program: Terminal.program, write: Terminal.write, writeProblems: Terminal.writeError).handle
    }
  }
}
