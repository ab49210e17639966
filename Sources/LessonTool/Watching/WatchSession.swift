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
  private let build: CourseBuild
  private let changes = PendingChanges()
  private let watch: FolderWatch
  /// The lesson that the program was built with, or nil if unknown.
  private var built: CompiledLesson?
  /// The running build.
  private var building: RunningBuild?
  /// The output of the last build if it failed.
  private var failure: String?
  /// The program whose results are shown.
  private var shown: BuiltProgram?
  /// Whether the folders of local packages are watched.
  private var watchesPackages = false
  /// Whether the last build had all files of other packages.
  private var hasAllFiles = false
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
    build = CourseBuild(root: root)
    built = build.isRunning ? lesson : nil
    let files = ChangedFiles(lesson: location, root: root)
    guard let watch = FolderWatch(changed: { [changes] path in changes.add(files.change(of: path)) }) else {
      throw .unwatchable(file: lesson.file)
    }
    watch.add(location)
    guard watch.isComplete else { throw .unwatchable(file: lesson.file) }
    watch.add(root)
    self.watch = watch
  }

  private static let incompleteness = Diagnostic(
    "the system cannot watch all folders, often because it watches too many: changes there are built when the lesson is saved",
    kind: .warning)

  /// Runs until the program is interrupted.
  func run() -> Never {
    startBuild()
    while true {
      isOutdated = false
      show()
      guard !isOutdated else { continue }
      if !watch.isComplete { screen.write(Self.incompleteness.text(context.style)) }
      screen.end(isBuilding: building != nil)
      while !isOutdated { handle(changes.take(within: .seconds(3600)), isRunning: false) }
    }
  }

  private func startBuild() {
    building?.cancel()
    building = RunningBuild(build, addingFoldersTo: watchesPackages ? nil : watch, findsFiles: !hasAllFiles) {
      [changes] in changes.add(.build)
    }
  }

  /// Starts a build for changed files, and decides what the end of a build means for what is shown.
  private func handle(_ changes: Changes, isRunning: Bool) {
    if changes.contains(.manifest) { watchesPackages = false }
    if changes.contains(.otherPackage) { hasAllFiles = false }
    if !changes.isDisjoint(with: [.lesson, .manifest, .sources, .otherPackage]) {
      startBuild()
      if changes.contains(.lesson) {
        isOutdated = true
      } else if isRunning {
        screen.mark()
      } else {
        screen.buildBegan()
      }
    } else if let building, let end = building.end {
      self.building = nil
      watchesPackages = end.hasFolders
      if case .failed(let output) = end.outcome { failure = output } else { failure = nil }
      // A build that failed may not have got as far as to list the files.
      hasAllFiles = hasAllFiles || (building.findsFiles && failure == nil)
      if failure == nil, screen.content == .results, shown == BuiltProgram(build.program) {
        if !isRunning { screen.buildChangedNothing() }
      } else {
        isOutdated = true
      }
    }
  }

  /// Shows the lesson's problems, the build's errors, or the results of the lesson, unless the program is still to be built for it.
  private func show() {
    let read = Lesson(reading: location, file: lesson.file, as: lesson.form)
    let isBuilding = building != nil
    guard read.problems.isEmpty else {
      // The build would only report the same.
      building?.cancel()
      building = nil
      screen.begin(.errors, isBuilding: false)
      return screen.write(read.renderedProblems)
    }
    if let failure {
      screen.begin(.errors, isBuilding: isBuilding)
      return screen.write(BuildErrors(in: failure, root: build.root).text(context.style))
    }
    let expected = CompiledLesson(expectedOf: read)
    guard !isBuilding || built?.hasCells(of: expected) == true else { return screen.begin(.nothing, isBuilding: true) }
    screen.begin(.results, isBuilding: isBuilding)
    shown = BuiltProgram(build.program)
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
      Runner(executable: build.program).run(plan, isCancelled: wasOutdated, handle: report.handle)
    } catch {
      screen.write(error.message(context.invocation))
    }
  }

  private func wasOutdated() -> Bool {
    handle(changes.take(within: .seconds(0)), isRunning: true)
    return isOutdated
  }
}
