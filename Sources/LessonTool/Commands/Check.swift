import ArgumentParser
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// Compares the lessons' outputs with the recorded ones: `lessons check [LESSON…]`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Run lessons and compare their outputs with the recorded ones.",
    discussion: "By default, all lessons are checked. Lesson files are never changed.")

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

  @Flag(help: "Check only the cells that failed last time.")
  var failed = false

  @OptionGroup var settings: RunSettings

  func validate() throws {
    _ = try reportFormat
    guard slowest >= 0 else { throw ValidationError("--slowest must not be negative") }
    guard !failed || lessons.isEmpty else { throw ValidationError("give either lessons or --failed, not both") }
  }

  private var reportFormat: ReportFormat {
    get throws { try Choice.value(format, of: "--format", among: CourseProgram.current.reports, \.name) }
  }

  func run() throws {
    if CourseProgram.current.course.root == nil, lessons.isEmpty || lessons.contains(where: { $0.path == nil }) {
      Terminal.writeError(Notice.builtInLessons + "\n")
    }
    let failures = FailedCells(StateStore(of: CourseProgram.current.course))
    let emptyMessage = failed ? "no cell failed last time" : "error: this course has no lessons"
    let run = try CourseRun(settings, parallel, emptyMessage: emptyMessage) { plans(failures, $0) }
    var reports: [any Report] = [failures, try reportFormat.makeReport(context(run.reportContext))]
    var writingError: String?
    if let junit {
      reports.append(
        ReportFormat.junit.makeReport(
          context(run.reportContext) { document in
            do throws(ReportFile.Failure) {
              try ReportFile.write(document, to: junit)
            } catch {
              writingError = "error: cannot write \(junit): \(error.reason)\n"
            }
          }))
    }
    let summary = run.run { event in
      for report in reports { report.handle(event) }
    }
    if let writingError {
      Terminal.writeError(writingError)
      throw ExitCode(max(1, summary.exitCode))
    }
    if summary.cells == 0, summary.refused == 0 {
      Terminal.writeError("error: there are no cells to check\n")
      throw ExitCode(ExitStatus.nothingSelected)
    }
    try end(with: summary.exitCode)
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
