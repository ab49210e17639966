import ArgumentParser
import LessonPresentation
import LessonReports
import LessonRunner

/// Lessons that are run at the same time: what `check`, `record` and `render` have in common.
struct CourseRun {
  /// What reports of the run look like, and what they advise.
  let reportContext: ReportContext
  private let plans: [Result<LessonPlan, PlanningError>]
  private let jobs: Int

  /// Plans a run.
  ///
  /// - Parameters:
  ///   - emptyMessage: what to say where there is nothing to run.
  ///   - plan: plans the lessons for the options that the settings give.
  /// - Throws: an exit code where there is nothing to run.
  init(
    _ settings: RunSettings, _ parallel: ParallelSettings, emptyMessage: String = "error: this course has no lessons",
    plan: (RunOptions) -> [Result<LessonPlan, PlanningError>]
  ) throws {
    Interruption.watch()
    let options = settings.options(for: CourseProgram.current.course)
    reportContext = settings.reportContext(options)
    jobs = parallel.jobs
    plans = plan(options)
    guard !plans.isEmpty else {
      Terminal.writeError(emptyMessage + "\n")
      throw ExitCode(ExitStatus.nothingSelected)
    }
  }

  /// Runs the lessons and hands their events over, one lesson after the other.
  func run(_ handle: (RunEvent) -> Void) -> Summary {
    let waiting = StillRunningReport { Terminal.writeError($0) }
    return Runner().run(plans, jobs: jobs, live: waiting.handle, handle: handle)
  }
}
