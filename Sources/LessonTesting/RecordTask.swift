import Foundation
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// Writes what cells print into the tested files: `swift package record-lessons`.
struct RecordTask {
  private let arguments: RecordArguments
  /// The names that were given and are not found yet.
  private var unknown: Set<String>
  /// Whether a test target tests the variant that was given, if one was.
  private var isVariantTested: Bool
  private var exitCode: Int32 = 0

  private init(_ arguments: RecordArguments) {
    self.arguments = arguments
    unknown = Set(arguments.files.map(\.name))
    isVariantTested = arguments.variant == nil
  }

  /// Performs the task.
  ///
  /// - Parameter words: the test modules, separated by commas, and the command's arguments.
  /// - Returns: The exit code.
  static func perform(_ words: [String]) -> Int32 {
    let isCI = ["true", "1"].contains(ProcessInfo.processInfo.environment["CI"] ?? "")
    do {
      let arguments = try RecordArguments(Array(words.dropFirst()), isCI: isCI)
      var task = RecordTask(arguments)
      if arguments.asksForHelp {
        write("\(RecordArguments.help)\n")
        return EXIT_SUCCESS
      }
      for module in words.first?.split(separator: ",") ?? [] { task.record(try lessons(of: String(module))) }
      if let variant = arguments.variant, !task.isVariantTested {
        throw RecordArguments.Fault(
          message: "no test target tests the variant '\(variant)': name it in `LessonTests(variants:)`")
      }
      if let name = task.unknown.min() {
        throw RecordArguments.Fault(
          message: "no tested file is called '\(name)': give a file's name without `.md`, or its path in the package")
      }
      return task.exitCode
    } catch {
      TestTask.writeError("error: \((error as? RecordArguments.Fault)?.message ?? "\(error)")\n")
      return EX_USAGE
    }
  }

  /// Returns the type that the plugin has generated in a module.
  private static func lessons(of module: String) throws -> any TestedLessons.Type {
    // Swift's mangled name of an enumeration at the top level of a module.
    let name = "LessonsUnderTest"
    guard let type = _typeByName("\(module.utf8.count)\(module)\(name.utf8.count)\(name)O") as? any TestedLessons.Type
    else { throw RecordArguments.Fault(message: "\(module) tests no files: it does not use the plugin TangleLessons") }
    return type
  }

  /// Records the files that a test target tests.
  private mutating func record(_ tested: any TestedLessons.Type) {
    let course = tested.course(readsFiles: true)
    for options in tested.settings.runs where [nil, options.variant].contains(arguments.variant) {
      isVariantTested = true
      let options = arguments.changed(options)
      var plans: [Result<LessonPlan, PlanningError>] = []
      for lesson in course.lessons {
        let given = arguments.files(named: [lesson.name, lesson.file])
        unknown.subtract(given.map(\.name))
        guard arguments.files.isEmpty || !given.isEmpty else { continue }
        let cells = given.contains { $0.cells.isEmpty } ? [] : given.flatMap(\.cells)
        plans.append(
          Result { () throws(PlanningError) in
            try course.plan(lesson, selection: cells.isEmpty ? .all : .only(cells), options: options)
          })
      }
      record(plans, of: tested)
    }
  }

  private mutating func record(_ plans: [Result<LessonPlan, PlanningError>], of tested: any TestedLessons.Type) {
    var session = RecordSession(
      ReportContext(invocation: .tests, write: Self.write), requestedVariant: arguments.variant,
      isWritten: arguments.isWritten, checks: arguments.checks)
    let waiting = StillRunningReport { TestTask.writeError($0) }
    let processors = ProcessInfo.processInfo.activeProcessorCount
    Runner(TestTask.worker(of: tested)).run(plans, jobs: processors, live: waiting.handle) { session.handle($0) }
    exitCode = max(exitCode, session.exitCode)
  }

  private static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
