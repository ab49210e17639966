import ArgumentParser
import LessonReports
import LessonRunner

/// Runs a lesson again whenever it is saved: `lessons watch LESSON`.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds and runs a lesson whenever its file is saved.",
    discussion: "The screen is cleared first. Compile errors are shown with their lines. Ctrl-C ends it.")

  @Argument(help: "The lesson.")
  var lesson: LessonReference

  @OptionGroup var settings: RunSettings

  func validate() throws {
    if lesson.cell != nil { throw ValidationError("watch takes a lesson, not a cell of one") }
  }

  func run() throws {
    Interruption.watch()
    let session: WatchSession
    do {
      session = try WatchSession(lesson, in: .current, options: settings.options(for: .current), plain: settings.plain)
    } catch {
      Terminal.writeError(error.message(program: Terminal.program))
      throw ExitCode(Exit.invalidLesson)
    }
    session.run()
  }
}
