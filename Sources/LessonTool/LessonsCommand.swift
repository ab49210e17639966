import ArgumentParser
import Foundation
import LessonPages
import LessonReports
import LessonRunner
import LessonRuntime

/// The program of a course.
///
/// Another course's `main` calls ``main(title:lessons:needs:standIn:reports:pages:)`` and nothing else.
public struct LessonsCommand: ParsableCommand {
  /// The name, the help and the commands.
  public static let configuration = CommandConfiguration(
    commandName: Terminal.program,
    abstract: "Runs step-by-step lessons whose code and outputs stand in Markdown files.",
    discussion: """
      LESSON is a lesson's name (04-self-attention), the unique start of one (04) or its path. To begin, try `list` and `run 01`.

      Exit codes: 0 all cells passed, 1 a cell differs or threw, 2 an invalid lesson or an unknown name, 3 a cell crashed or timed \
      out, 4 nothing to run, 64 wrong usage, 130 interrupted.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(name: "Learning", subcommands: [List.self, Show.self, Run.self]),
      CommandGroup(name: "Writing", subcommands: [New.self, Watch.self, Record.self, Lint.self]),
      CommandGroup(name: "Maintaining", subcommands: [Check.self, Render.self]),
    ])

  /// The command before its arguments are read.
  public init() {}

  /// Runs the command that the arguments ask for and ends the process.
  ///
  /// - Parameters:
  ///   - title: the course's title, for the pages that are made of it.
  ///   - lessons: the course's lessons, `allLessons` of the module that the plugin makes.
  ///   - needs: what the cells may need that is outside the project.
  ///   - standIn: what is used where a data set is missing.
  ///   - reports: formats of `check` beside the usual ones.
  ///   - pages: formats of `render` beside the usual ones.
  public static func main(
    title: String = "Lessons", lessons: [CompiledLesson], needs: [Need] = [], standIn: StandIn? = nil,
    reports: [ReportFormat] = [], pages: [PageFormat] = []
  ) -> Never {
    runAsWorkerIfAsked(lessons)
    let course = Course(title: title, lessons: lessons, needs: needs, standIn: standIn)
    let program = CourseProgram(course: course, reports: ReportFormat.all + reports, pages: PageFormat.all + pages)
    CourseProgram.$current.withValue(program) { main() }
    Foundation.exit(0)
  }

  /// Runs a lesson as its own process, where ``LessonRunner/Runner`` has asked for that.
  private static func runAsWorkerIfAsked(_ lessons: [CompiledLesson]) {
    do {
      guard let request = try WorkerRequest.receive(CommandLine.arguments.dropFirst()) else { return }
      guard let lesson = lessons.first(where: { $0.name == request.lesson }) else {
        throw ValidationError("there is no lesson '\(request.lesson)'")
      }
      Worker(lesson, request).run()
    } catch {
      Terminal.writeError("error: the request to run a lesson cannot be followed: \(error)\n")
      Foundation.exit(ExitCode.validationFailure.rawValue)
    }
  }
}
