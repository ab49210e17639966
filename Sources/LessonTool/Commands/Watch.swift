import ArgumentParser
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// Runs a lesson again whenever it is saved: `lessons watch LESSON`.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Build and run a lesson whenever it or another file of the package is saved.",
    discussion: """
      The package's folder and those of packages that it depends on by path are watched. Results from before a build that \
      is still running are marked. Compile errors are shown with their lines. Press ctrl-C to stop.
      """)

  @Argument(
    help: ArgumentHelp("The lesson, optionally with the only cell to show.", valueName: "lesson[#cell]"),
    completion: .lessonOrCell)
  var lesson: LessonReference

  @OptionGroup var settings: RunSettings

  func run() throws {
    Interruption.watch()
    let course = CourseProgram.current.course
    do {
      let name = try lesson.findOrAdded(in: course).name
      guard course.root != nil else { throw PlanningError.noPackage(lesson: name) }
      let options = settings.options(for: course)
      let context = settings.reportContext(options)
      try WatchSession(lesson, in: course, options, context, isFullScreen: Terminal.isTerminal && !settings.plain).run()
    } catch let error as PlanningError {
      Terminal.writeError(error.message(CourseProgram.current.invocation()))
      throw ExitCode(ExitStatus.invalidLesson)
    }
  }
}
