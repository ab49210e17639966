import Dispatch
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// A session that shows a lesson, and builds its course whenever a file of that is saved.
///
/// While a build runs, what is shown is marked; it is replaced if the build fails or changes the program.
final class WatchSession {
  private let lesson: CompiledLesson
  /// The path that the user gave, or nil if they gave the lesson's name.
  private let path: String?
  private let selection: LessonPlan.Selection
  private let location: String
  private let course: Course
  private let options: RunOptions
  private let context: ReportContext
  private let screen: WatchScreen
  private let watched: WatchedCourse
  /// The lesson that the program was built with, or nil if unknown.
  private var built: CompiledLesson?
  /// The program whose results are shown.
  private var shown: BuiltProgram?
  /// Whether something else is to be shown.
  private var isOutdated = true

  /// Creates a session.
  ///
  /// - Throws: ``PlanningError`` if there is no such lesson, or its package cannot be found or watched.
  init(
    _ reference: LessonReference, in course: Course, _ options: RunOptions, _ context: ReportContext, isFullScreen: Bool
  ) throws(PlanningError) {
    lesson = try reference.findOrAdded(in: course)
    guard let root = course.root, let location = course.location(of: lesson, path: reference.path) else {
      throw .noPackage(lesson: lesson.name)
    }
    self.course = course
    self.location = location
    path = reference.path
    selection = reference.cell.map { .only([$0]) } ?? .all
    self.options = options
    self.context = context
    screen = WatchScreen(context, file: lesson.file, isFullScreen: isFullScreen)
    watched = WatchedCourse(root: root, lessons: [location])
    built = watched.build.isRunning ? lesson : nil
    guard watched.watchesLessons else { throw .unwatchable(file: lesson.file) }
  }

  private static let incompleteness = Diagnostic(
    "the system cannot watch all folders, often because it watches too many: changes there are built when the lesson is saved",
    kind: .warning)

  /// Runs until the program is interrupted.
  func run() -> Never {
    watched.startBuild()
    while true {
      isOutdated = false
      show()
      guard !isOutdated else { continue }
      if !watched.isComplete { screen.write(Self.incompleteness.text(context.style)) }
      screen.end(isBuilding: watched.isBuilding)
      while !isOutdated { handle(watched.news(within: .seconds(3600)), isRunning: false) }
    }
  }

  /// Decides what was saved, or the end of a build, means for what is shown.
  private func handle(_ news: WatchedCourse.News, isRunning: Bool) {
    if news.saved.contains(.lesson) {
      isOutdated = true
    } else if !news.saved.isDisjoint(with: .program) {
      if isRunning { screen.mark() } else { screen.buildBegan() }
    } else if news.buildEnded {
      if watched.failure == nil, screen.content == .results, shown == BuiltProgram(watched.build.program) {
        if !isRunning { screen.buildChangedNothing() }
      } else {
        isOutdated = true
      }
    }
  }

  /// Shows the lesson's problems, the build's errors, or the results of the lesson, unless the program is still to be built for it.
  private func show() {
    let read = Lesson(reading: location, file: lesson.file, as: lesson.form)
    let isBuilding = watched.isBuilding
    guard read.problems.isEmpty else {
      // The build would only report the same.
      watched.cancelBuild()
      screen.begin(.errors, isBuilding: false)
      return screen.write(read.renderedProblems)
    }
    if let failure = watched.failure {
      screen.begin(.errors, isBuilding: isBuilding)
      return screen.write(BuildErrors(in: failure, root: watched.build.root).text(context.style))
    }
    let expected = CompiledLesson(expectedOf: read)
    guard !isBuilding || built?.hasCells(of: expected) == true else { return screen.begin(.nothing, isBuilding: true) }
    screen.begin(.results, isBuilding: isBuilding)
    shown = BuiltProgram(watched.build.program)
    built = expected
    run(expected)
  }

  /// Runs the lesson with the built program, which checks that it was built from the expected text.
  private func run(_ lesson: CompiledLesson) {
    var reportContext = context
    reportContext.write = screen.write
    let report = RunReport(reportContext)
    do throws(PlanningError) {
      let plan = try course.plan(lesson, path: path, selection: selection, options: options)
      Runner(executable: watched.build.program).run(plan, isCancelled: wasOutdated, handle: report.handle)
    } catch {
      screen.write(error.message(context.invocation))
    }
  }

  private func wasOutdated() -> Bool {
    handle(watched.news(within: .seconds(0)), isRunning: true)
    return isOutdated
  }
}
