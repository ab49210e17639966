import Dispatch
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// A session that builds, runs and shows a lesson whenever its file is saved.
final class WatchSession {
  private let lesson: CompiledLesson
  /// The path that the user gave, or nil if they gave the lesson's name.
  private let path: String?
  private let location: String
  private let course: Course
  private let options: RunOptions
  private let context: ReportContext
  private let build: CourseBuild
  private let saves = SaveEvents()
  private let watch: FileWatch
  /// The lesson as the program was last built with it, or nil if unknown.
  private var built: CompiledLesson?
  /// Whether the lesson was saved while it was being built or run.
  private var isSaved = false

  /// Creates a session.
  ///
  /// - Throws: ``PlanningError`` if there is no such lesson, or its package cannot be found.
  init(
    _ reference: LessonReference, in course: Course, _ options: RunOptions, _ context: ReportContext
  ) throws(PlanningError) {
    lesson = try reference.findOrAdded(in: course)
    guard let root = course.root, let location = course.location(of: lesson, path: reference.path) else {
      throw .noPackage(lesson: lesson.name)
    }
    self.course = course
    self.location = location
    path = reference.path
    self.options = options
    self.context = context
    build = CourseBuild(root: root)
    built = build.isRunning ? lesson : nil
    guard let watch = FileWatch(location, saved: { [saves] in saves.add() }) else {
      throw .unwatchable(file: lesson.file)
    }
    self.watch = watch
  }

  /// Runs until the program is interrupted.
  func run(clearsScreen: Bool) -> Never {
    while true {
      isSaved = false
      if clearsScreen { context.write("\u{1B}[2J\u{1B}[3J\u{1B}[H") }
      guard show() else { continue }
      if !isSaved {
        context.write(context.style.dim("— watching \(lesson.file), press ctrl-C to stop —") + "\n")
        saves.next()
      }
      // An editor may touch the file more than once while it saves it.
      while saves.next(within: .milliseconds(80)) {}
    }
  }

  /// Builds and runs the lesson, unless it is saved in the meantime.
  ///
  /// - Returns: False if the program turned out to be built from a different text and has to be rebuilt first.
  private func show() -> Bool {
    let read = Lesson(reading: location, file: lesson.file)
    guard read.problems.isEmpty else {
      context.write(read.renderedProblems)
      return true
    }
    let expected = CompiledLesson(expectedOf: read)
    let isBuilt = built?.hasCells(of: expected) == true
    if !isBuilt {
      context.write(context.style.dim("building …"))
      let outcome = build.run(isCancelled: wasSaved)
      context.write("\r\u{1B}[K")
      switch outcome {
      case .cancelled: return true
      case .failed(let output):
        context.write(build.errors(in: output, context.style))
        return true
      case .built: built = expected
      }
    }
    // A program that was just built and still differs would differ again: the file was changed in the meantime.
    return run(expected) || !isBuilt
  }

  /// Runs the lesson with the built program, which checks that it was built from the expected text.
  ///
  /// - Returns: False if it was not.
  private func run(_ lesson: CompiledLesson) -> Bool {
    let report = RunReport(context)
    do throws(PlanningError) {
      let plan = try course.plan(lesson, path: path, options: options)
      let results = Runner(executable: build.program).run(plan, isCancelled: wasSaved, handle: report.handle)
      guard results.contains(where: \.isOutdated) else { return true }
      built = nil
      return false
    } catch {
      context.write(error.message(context.invocation))
      return true
    }
  }

  private func wasSaved() -> Bool {
    if saves.next(within: .seconds(0)) { isSaved = true }
    return isSaved
  }
}

extension CellResult {
  fileprivate var isOutdated: Bool {
    if case .crash(let crash) = verdict { crash.cause == .outdatedBuild } else { false }
  }
}
