import CTestStart
import Foundation
import LessonRunner
import LessonRuntime

/// What a program of tests does instead of running its tests; an environment variable says what.
///
/// A test program has a main function of its own, or is loaded by one that is not ours. `CTestStart` calls ``perform()`` before that.
enum TestTask {
  private static let worker = "worker"
  private static let record = "record"

  /// Returns the program that runs the cells of some lessons: this one, called as it was.
  static func worker(of lessons: any TestedLessons.Type) -> WorkerProgram {
    let type = _mangledTypeName(lessons) ?? ""
    #if os(Linux)
      let arguments = [WorkerRequest.command]
    #else
      // The program loads the tests because its arguments say so.
      let arguments = Array(CommandLine.arguments.dropFirst())
    #endif
    return WorkerProgram(
      executable: Runner.currentExecutable, arguments: arguments, environment: [CTS_TASK: "\(worker)\n\(type)"])
  }

  /// Performs the task that the environment variable names, and ends the process.
  static func perform() -> Never {
    let words = ProcessInfo.processInfo.environment[CTS_TASK]?.split(separator: "\n").map(String.init) ?? []
    // What cells start is not meant.
    unsetenv(CTS_TASK)
    switch words.first {
    case worker: work(words.dropFirst().compactMap { _typeByName($0) as? any TestedLessons.Type })
    case record: exit(RecordTask.perform(Array(words.dropFirst())))
    default: fail("there is no task '\(words.first ?? "")'")
    }
  }

  private static func work(_ types: [any TestedLessons.Type]) -> Never {
    do {
      let request = try WorkerRequest.receive()
      guard let lesson = types.flatMap({ $0.withCells }).first(where: { $0.name == request.lesson }) else {
        fail("there is no lesson '\(request.lesson)'")
      }
      Worker(lesson, request).run()
    } catch {
      fail("cannot run the requested lesson: \(error)")
    }
  }

  static func fail(_ message: String) -> Never {
    writeError("error: \(message)\n")
    exit(EX_USAGE)
  }

  static func writeError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// Performs the task that the environment names; `CTestStart` calls it.
@_cdecl("cts_perform_task") func performTestTask() { TestTask.perform() }
