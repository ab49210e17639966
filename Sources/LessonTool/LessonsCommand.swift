import ArgumentParser
import Foundation
import LessonPages
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// The program of a course.
///
/// All that a course's `main` has to do is call ``main(title:version:lessons:parts:needs:standIn:reports:pages:templates:buildCommand:mainFile:)``.
public struct LessonsCommand: ParsableCommand {
  /// The name, help and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: Terminal.program,
    abstract: "Run step-by-step lessons whose code and outputs are in Markdown files.",
    discussion: """
      \(CourseProgram.current.howToBegin)

      Exit codes: 0 all cells passed, 1 a cell differs or threw, 2 an invalid lesson or an unknown name, 3 a cell crashed or timed \
      out, 4 nothing to run, 64 incorrect usage, 130 interrupted.
      """,
    version: CourseProgram.current.versionText,
    groupedSubcommands: [
      CommandGroup(name: "Learning", subcommands: [List.self, Show.self, Run.self, Practice.self]),
      CommandGroup(
        name: "Writing",
        subcommands: [
          Init.self, New.self, Watch.self, Preview.self, Record.self, Lint.self, ServeLanguage.self,
        ]),
      CommandGroup(name: "Maintaining", subcommands: [Check.self, Render.self]),
    ])

  /// Creates the command, before its arguments are parsed.
  public init() {}

  /// Runs the command given by the arguments and ends the process.
  ///
  /// - Parameters:
  ///   - title: the course's title, for its pages.
  ///   - version: the course's version, for `--version`.
  ///   - lessons: the course's lessons, which are `allLessons` in the code that the plugin generates.
  ///   - parts: the parts of the course, whose lessons are listed, checked, rendered and read in that order; lessons that no part names come
  ///     last. A part without a title or with a lesson that the course does not have, and a lesson in two parts, end the process with 2.
  ///   - needs: things outside the project that cells may need.
  ///   - standIn: what to use if a data set is missing.
  ///   - reports: additional formats for `check`.
  ///   - pages: additional formats for `render`.
  ///   - templates: a folder, as its path from the package's root, with Mustache templates that replace the built-in ones.
  ///   - buildCommand: the command that builds the program, for messages; by default, they give that of SwiftPM.
  ///   - mainFile: the path of the file with the call, in whose folder `new` creates a course's first lesson.
  public static func main(
    title: String = "Lessons", version: String? = nil, lessons: [CompiledLesson],
    parts: [CoursePart] = [], needs: [Need] = [], standIn: StandIn? = nil, reports: [ReportFormat] = [],
    pages: [PageFormat] = [], templates: String? = nil, buildCommand: BuildCommand? = nil, mainFile: String = #filePath
  ) -> Never {
    runAsWorkerIfAsked(lessons)
    Terminal.checkOutputAtExit()
    let course = Course(
      title: title, lessons: lessons, parts: parts, needs: needs, standIn: standIn, mainFile: mainFile)
    if let problem = course.partProblem {
      Terminal.writeError(Diagnostic(problem.message, file: mainFile).text())
      Foundation.exit(ExitStatus.invalidLesson)
    }
    let program = CourseProgram(
      course: course, version: version, reports: ReportFormat.all + reports, pages: PageFormat.all + pages,
      templates: templates, buildCommand: buildCommand)
    CourseProgram.$current.withValue(program) { main() }
    Foundation.exit(0)
  }

  /// Runs a lesson and ends the process if ``LessonRunner/Runner`` started it for that.
  private static func runAsWorkerIfAsked(_ lessons: [CompiledLesson]) {
    do {
      guard let request = try WorkerRequest.receive(CommandLine.arguments.dropFirst()) else { return }
      let loaded = try request.library.map { try AnswerLibrary.lesson(at: $0) }
      guard let lesson = loaded ?? lessons.first(where: { $0.name == request.lesson }) else {
        throw ValidationError("there is no lesson '\(request.lesson)'")
      }
      Worker(lesson, request).run()
    } catch {
      Terminal.writeError("error: cannot run the requested lesson: \(error)\n")
      Foundation.exit(ExitCode.validationFailure.rawValue)
    }
  }
}
