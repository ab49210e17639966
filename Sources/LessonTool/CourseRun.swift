import ArgumentParser
import LessonPresentation
import LessonReports
import LessonRunner

/// A run of lessons in parallel, shared by `check`, `record` and `render`.
struct CourseRun {
  /// The context for reports of the run.
  let reportContext: ReportContext
  private let plans: [Result<LessonPlan, PlanningError>]
  private let jobs: Int
  /// What is compared, recorded or rendered must be made in this run, but once is enough: trials of starters and the lesson itself share it.
  private let keptValues = TemporaryKeptValues()

  /// Plans a run.
  ///
  /// - Parameters:
  ///   - emptyMessage: the message if there is nothing to run.
  ///   - plan: plans the lessons with the given options.
  /// - Throws: An exit code if there is nothing to run.
  init(
    _ settings: RunSettings, _ parallel: ParallelSettings, emptyMessage: String = "error: this course has no lessons",
    plan: (RunOptions) -> [Result<LessonPlan, PlanningError>]
  ) throws {
    Interruption.watch()
    var options = settings.options(for: CourseProgram.current.course)
    options.keptValues = keptValues.folder
    reportContext = settings.reportContext(options)
    jobs = parallel.jobs
    plans = plan(options)
    guard !plans.isEmpty else {
      Terminal.writeError(emptyMessage + "\n")
      throw ExitCode(ExitStatus.nothingSelected)
    }
  }

  /// Runs the lessons and delivers their events, one lesson after the other.
  @discardableResult
  func run(_ handle: (RunEvent) -> Void) -> Summary {
    let waiting = StillRunningReport { Terminal.writeError($0) }
    return Runner().run(plans, jobs: jobs, live: waiting.handle, handle: handle)
  }
}
