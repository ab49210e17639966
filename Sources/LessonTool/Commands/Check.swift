import ArgumentParser
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// Compares the lessons' outputs with the recorded ones: `lessons check [LESSON…]`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Run lessons and compare their outputs with the recorded ones.",
    discussion: """
      By default, all lessons are checked. Exercises are checked both ways: their solutions must satisfy their checks, and their \
      starters must not. Lesson files are never changed.
      """)

  @Argument(
    help: ArgumentHelp("The lessons, optionally with one cell each.", valueName: "lesson[#cell]"),
    completion: .lessonOrCell)
  var lessons: [LessonReference] = []

  @OptionGroup var parallel: ParallelSettings

  @Option(
    help: "The format of the result (\(Choice.names(of: CourseProgram.current.reports, \.name))).",
    completion: .list(CourseProgram.current.reports.map(\.name)))
  var format = ReportFormat.human.name

  @Option(help: ArgumentHelp("Also write the result to a file as JUnit XML.", valueName: "file"), completion: .file())
  var junit: String?

  @Option(help: ArgumentHelp("List this many of the slowest cells at the end.", valueName: "number"))
  var slowest = 0

  @Option(
    help: ArgumentHelp(
      "Judge the answers to exercises in this file, or in all files of this folder, instead of checking lessons.",
      valueName: "file-or-folder"), completion: .file())
  var answers: String?

  @Flag(help: "Check only the cells that failed last time.")
  var failed = false

  @OptionGroup var settings: RunSettings

  func validate() throws {
    _ = try reportFormat
    guard slowest >= 0 else { throw ValidationError("--slowest must not be negative") }
    guard !failed || lessons.isEmpty else { throw ValidationError("give either lessons or --failed, not both") }
    guard answers == nil || (lessons.isEmpty && !failed) else {
      throw ValidationError("give either --answers, or lessons or --failed")
    }
  }

  private var reportFormat: ReportFormat {
    get throws { try Choice.value(format, of: "--format", among: CourseProgram.current.reports, \.name) }
  }

  func run() throws {
    if CourseProgram.current.course.root == nil, lessons.isEmpty || lessons.contains(where: { $0.path == nil }) {
      Terminal.writeError(Notice.builtInLessons + "\n")
    }
    if let answers { return try judge(answers) }
    let failures = FailedCells(StateStore(of: CourseProgram.current.course))
    let emptyMessage = failed ? "no cell failed last time" : "error: this course has no lessons"
    let run = try CourseRun(settings, parallel, emptyMessage: emptyMessage) { options in
      var options = options
      options.triesStarters = true
      return plans(failures, options)
    }
    let summary = try report(run.reportContext, and: [failures]) { run.run($0) }
    if summary.cells == 0, summary.refused == 0 {
      Terminal.writeError("error: there are no cells to check\n")
      throw ExitCode(ExitStatus.nothingSelected)
    }
    try end(with: summary.exitCode)
  }

  /// Judges answers, and exits with 0 only if all are solved.
  private func judge(_ path: String) throws {
    Interruption.watch()
    let course = CourseProgram.current.course
    let options = settings.options(for: course)
    let run = AnswersRun(of: path, in: course, options: options, jobs: parallel.jobs)
    let summary = try report(settings.reportContext(options)) { try run.run($0) }
    if summary.answers.isEmpty, summary.refused == 0 {
      Terminal.writeError("error: there are no answers in \(path): answers are in files such as 01-first.md\n")
      throw ExitCode(ExitStatus.nothingSelected)
    }
    try end(with: summary.exitCode)
  }

  /// Hands the events of a run to the chosen reports.
  private func report(
    _ reportContext: ReportContext, and others: [any Report] = [], run: ((RunEvent) -> Void) throws -> Summary
  ) throws -> Summary {
    var reports = others + [try reportFormat.makeReport(context(reportContext))]
    var writingError: String?
    if let junit {
      reports.append(
        ReportFormat.junit.makeReport(
          context(reportContext) { document in
            do throws(ReportFile.Failure) {
              try ReportFile.write(document, to: junit)
            } catch {
              writingError = "error: cannot write \(junit): \(error.reason)\n"
            }
          }))
    }
    let summary = try run { event in
      for report in reports { report.handle(event) }
    }
    if let writingError {
      Terminal.writeError(writingError)
      throw ExitCode(max(1, summary.exitCode))
    }
    return summary
  }

  private func context(_ context: ReportContext, write: ((String) -> Void)? = nil) -> ReportContext {
    var context = context
    context.slowest = slowest
    context.write = write ?? context.write
    return context
  }

  private func plans(_ failures: FailedCells, _ options: RunOptions) -> [Result<LessonPlan, PlanningError>] {
    let course = CourseProgram.current.course
    guard failed else { return lessons.plans(in: course, options: options) }
    return failures.references.compactMap { reference in
      // Cells and lessons that no longer exist cannot fail again.
      guard let lesson = course.lessons.first(where: { $0.name == reference.lesson }) else { return nil }
      let cells = reference.cells.filter { id in lesson.cells.contains { $0.id == id } }
      guard reference.cells.isEmpty || !cells.isEmpty else { return nil }
      return Result { () throws(PlanningError) in
        try course.plan(lesson, selection: cells.isEmpty ? .all : .only(cells), options: options)
      }
    }
  }
}
