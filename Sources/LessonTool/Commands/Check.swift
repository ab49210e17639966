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
    case human, json, github
  }

  @Argument(help: ArgumentHelp("The lessons, and perhaps one cell of each.", valueName: "lesson[#cell]"))
  var lessons: [LessonReference] = []

  @OptionGroup var parallel: ParallelSettings

  @Option(help: "How the result is written.")
  var format = Format.human

  @Option(help: ArgumentHelp("Write the result as JUnit's XML into a file, too.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Name the slowest cells at the end.", valueName: "number"))
  var slowest = 0

  @Flag(help: "Check only the cells that failed last time.")
  var failed = false

  @OptionGroup var settings: RunSettings

  func validate() throws {
    guard slowest >= 0 else { throw ValidationError("--slowest takes a number from 0") }
    guard !failed || lessons.isEmpty else { throw ValidationError("give either lessons or --failed, not both") }
  }

  func run() throws {
    Interruption.watch()
    let failures = FailedCells(Memory(of: .current))
    let plans = plans(failures)
    guard !plans.isEmpty else {
      Terminal.writeError(failed ? "no cell failed last time\n" : "error: this course has no lessons\n")
      throw ExitCode(Exit.nothingSelected)
    }
    var reports: [any Report] = [report, failures]
    var junitFailure: String?
    if let junit {
      reports.append(
        JUnitReport(program: Terminal.program) { document in
          do {
            try Data(document.utf8).write(to: URL(filePath: junit), options: .atomic)
          } catch {
            junitFailure = "error: cannot write \(junit): \(error.localizedDescription)\n"
          }
        })
    }
    let waiting = StillRunningReport { Terminal.writeError($0) }
    let summary = Runner().run(plans, jobs: parallel.jobs, live: waiting.handle) { event in
      for report in reports { report.handle(event) }
    }
    if let junitFailure {
      Terminal.writeError(junitFailure)
      throw ExitCode(max(1, summary.exitCode))
    }
    let isRefused = plans.contains { if case .failure = $0 { true } else { false } }
    if summary.cells == 0, !isRefused {
      Terminal.writeError("error: there are no cells to check\n")
      throw ExitCode(Exit.nothingSelected)
    }
    try end(with: max(summary.exitCode, isRefused ? Exit.invalidLesson : 0))
  }

  private func plans(_ failures: FailedCells) -> [Result<LessonPlan, Refusal>] {
    let options = settings.options(for: .current)
    guard failed else { return lessons.plans(in: .current, options: options) }
    return failures.references.compactMap { reference in
      // Cells and lessons that are gone cannot fail again.
      guard let lesson = Course.current.lessons.first(where: { $0.name == reference.lesson }) else { return nil }
      let cells = reference.cells.filter { id in lesson.cells.contains { $0.id == id } }
      guard reference.cells.isEmpty || !cells.isEmpty else { return nil }
      return Result { () throws(Refusal) in
        try Course.current.plan(lesson, selection: cells.isEmpty ? .all : .only(cells), options: options)
      }
    }
  }

  /// What is made of the events on the standard output.
  private var report: any Report {
    switch format {
    case .human:
      CheckReport(
        program: Terminal.program, style: Terminal.style(plain: settings.plain), slowest: slowest, write: Terminal.write
      )
    case .json: JSONReport(program: Terminal.program, write: Terminal.write, writeProblems: Terminal.writeError)
    case .github: GitHubReport(program: Terminal.program, write: Terminal.write)
    }
  }
}
