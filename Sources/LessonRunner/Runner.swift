import Foundation
import LessonFormat
import LessonRuntime

/// Runs lessons, each in a process of its own, and says what comes of their cells.
public struct Runner: Sendable {
  /// The program that runs a lesson when it is called with ``workerCommand``.
  private let executable: String

  /// The command by which a course's program becomes a lesson's own process.
  public static let workerCommand = "_worker"

  /// A runner that starts the given program, which is the running one by default.
  public init(executable: String = Self.currentExecutable) { self.executable = executable }

  /// The program that runs now.
  public static var currentExecutable: String {
    #if os(Linux)
      "/proc/self/exe"
    #else
      Bundle.main.executablePath ?? CommandLine.arguments[0]
    #endif
  }

  /// Runs a planned lesson.
  ///
  /// - Parameters:
  ///   - mayRun: where it is given, is asked before each cell, once the cell is announced; false ends the lesson there, without
  ///     another event.
  ///   - handle: takes each event as it happens.
  /// - Returns: what came of the wanted cells, and of an earlier one that ended the lesson.
  @discardableResult
  public func run(
    _ plan: LessonPlan, mayRun: ((Int) -> Bool)? = nil, handle: (RunEvent) -> Void
  ) -> [CellResult] {
    handle(.lessonStarted(plan))
    var progress = LessonProgress(plan)
    if let last = plan.last { runProcess(plan, through: last, mayRun, &progress, handle) }
    if progress.isAbandoned { return progress.results }
    progress.finish(handle)
    handle(.lessonEnded(plan, progress.results))
    return progress.results
  }

  private func runProcess(
    _ plan: LessonPlan, through last: Int, _ mayRun: ((Int) -> Bool)?, _ progress: inout LessonProgress,
    _ handle: (RunEvent) -> Void
  ) {
    let word = String(UInt64.random(in: .min ... .max), radix: 36)
    let reportFile = FileManager.default.temporaryDirectory.appending(path: "lessons-\(word).json").path
    defer { try? FileManager.default.removeItem(atPath: reportFile) }
    var environment = CrashReport.environment(reportFile: reportFile)
    if let variant = plan.options.variant { environment["LESSONS_VARIANT"] = variant }
    let current = RunningCell(plan.lesson)
    let child = ChildProcess(
      executable: executable,
      arguments: [
        Self.workerCommand, plan.compiled.name, "\(last)", word, "\(plan.options.memoryLimit)",
        mayRun == nil ? "at-once" : "waiting",
      ],
      environment: environment, description: { current.description })
    var stream = ChildStream(word: word)
    do {
      let end = try child.run(
        deadline: { progress.deadline },
        tick: { progress.tick(handle) },
        receive: { bytes in
          var response = ChildProcess.Response.goOn
          for item in stream.take(bytes) {
            progress.take(item, handle)
            if case .told(.waiting(let index)) = item {
              response = mayRun?(index) == false ? .stop : .answer(Lifeline.go)
              progress.decided(mayRun: response != .stop)
            }
          }
          current.set(progress.running)
          return progress.isFlooded ? .stop : response
        })
      for item in stream.finish() { progress.take(item, handle) }
      let report = CrashReport(
        end, reportFile: reportFile, file: plan.compiled.file, memoryLimit: plan.options.memoryLimit)
      progress.processEnded(end, report: report, handle)
    } catch {
      progress.processEnded(.init(errorText: ""), crash: Crash(reason: error.reason), handle)
    }
  }
}
