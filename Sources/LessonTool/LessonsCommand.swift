import ArgumentParser
import Foundation
import LessonRunner
import LessonRuntime

/// Something outside the project that a cell cannot run without, such as a data set.
public typealias Need = LessonRunner.Need

/// Something that takes the place of a data set that is missing.
public typealias StandIn = LessonRunner.StandIn

/// The program of a course.
///
/// Another course's `main` calls ``main(title:lessons:needs:standIn:)`` and nothing else.
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
  public static func main(
    title: String = "Lessons", lessons: [CompiledLesson], needs: [Need] = [], standIn: StandIn? = nil
  ) -> Never {
    if CommandLine.arguments.dropFirst().first == Runner.workerCommand { runWorker(lessons) }
    let course = Course(title: title, lessons: lessons, needs: needs, standIn: standIn)
    Course.$current.withValue(course) { main() }
    Foundation.exit(0)
  }

  /// Runs a lesson as its own process, called by ``LessonRunner/Runner`` with what it needs to know.
  private static func runWorker(_ lessons: [CompiledLesson]) -> Never {
    let arguments = Array(CommandLine.arguments.dropFirst(2))
    guard arguments.count == 5, let lesson = lessons.first(where: { $0.name == arguments[0] }),
      let last = Int(arguments[1]), let memoryLimit = Int(arguments[3])
    else { Foundation.exit(ExitCode.validationFailure.rawValue) }
    Worker(lesson, through: last, word: arguments[2], memoryLimit: memoryLimit, waits: arguments[4] == "waiting").run()
  }
}

extension Course {
  /// The course whose program runs.
  @TaskLocal static var current = Course(lessons: [], needs: [])
}

/// The codes with which the program ends; the argument parser's own, 64, is for wrong usage.
enum Exit {
  static let invalidLesson: Int32 = 2
  static let nothingSelected: Int32 = 4
  static let interrupted: Int32 = 130
}

extension ParsableArguments {
  /// Ends the program with a code unless it is 0.
  func end(with code: Int32) throws {
    if code != 0 { throw ExitCode(code) }
  }
}
