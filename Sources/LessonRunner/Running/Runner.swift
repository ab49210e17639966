import Foundation
import LessonFormat
import LessonRuntime

/// Runs lessons, each in its own process, and reports the results of their cells.
public struct Runner: Sendable {
  private let program: WorkerProgram
  /// The number of threads for a lesson, or nil for no limit.
  var threads: Int?

  /// Creates a runner that starts the given program, by default the one that is running.
  public init(executable: String = Self.currentExecutable) { self.init(WorkerProgram(executable: executable)) }

  /// Creates a runner that starts the given program.
  ///
  /// - Parameter threads: the number of threads for a lesson, or nil for no limit.
  public init(_ program: WorkerProgram, threads: Int? = nil) { (self.program, self.threads) = (program, threads) }

  /// The path of the running program.
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
  ///   - mayRun: if given, called before each cell, after the cell's start event; returning false ends the lesson there, without
  ///     further events.
  ///   - isCancelled: called several times a second; returning true ends the lesson immediately, without further events.
  ///   - handle: receives each event as it happens.
  /// - Returns: The results of the selected cells, and of an earlier one that ended the lesson.
  @discardableResult
  public func run(
    _ plan: LessonPlan, mayRun: ((Int) -> Bool)? = nil, isCancelled: () -> Bool = { false },
    handle: (RunEvent) -> Void
  ) -> [CellResult] {
    handle(.lessonStarted(plan))
    var progress = LessonProgress(plan, unfitStarters: unfitStarters(of: plan, isCancelled))
    if let last = plan.last { runProcess(plan, through: last, mayRun, isCancelled, &progress, handle) }
    if progress.isAbandoned { return progress.results }
    progress.finish().forEach(handle)
    handle(.lessonEnded(plan, progress.results))
    return progress.results
  }

  /// Tries the starters of the plan's exercises, if it should, and returns the verdicts on those that are none, by index.
  private func unfitStarters(of plan: LessonPlan, _ isCancelled: () -> Bool) -> [Int: Verdict] {
    var verdicts: [Int: Verdict] = [:]
    for index in plan.exercises where plan.options.triesStarters {
      let trial = plan.tryingStarter(of: index)
      var progress = LessonProgress(trial)
      runProcess(trial, through: index, nil, isCancelled, &progress) { _ in }
      guard let result = progress.results.first(where: { $0.cell.id == plan.lesson.cells[index].id }) else { continue }
      switch result.verdict {
      case .pass: verdicts[index] = .unfitStarter(.satisfiesCheck)
      case .crash, .timeout, .returned: verdicts[index] = .unfitStarter(.failed(result.verdict))
      default: break
      }
    }
    return verdicts
  }

  private func runProcess(
    _ plan: LessonPlan, through last: Int, _ mayRun: ((Int) -> Bool)?, _ isCancelled: () -> Bool,
    _ progress: inout LessonProgress, _ handle: (RunEvent) -> Void
  ) {
    let request = WorkerRequest(
      lesson: plan.compiled.name, digests: plan.compiled.cells.map(\.digest), lastCell: last,
      triesStarter: plan.triesStarter, library: plan.answer?.library,
      nonce: String(UInt64.random(in: .min ... .max), radix: 36),
      memoryLimit: plan.options.memoryLimit, waits: mayRun != nil, variant: plan.options.variant,
      keptValues: plan.options.keptValues)
    // Its name is in the environment, which cells can read: it must not contain the nonce.
    let reportFile = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: reportFile) }
    let current = CurrentCell(plan.lesson)
    var stream = WorkerStream(nonce: request.nonce)
    do {
      var child = ChildProcess(
        executable: program.executable, arguments: program.arguments + [request.lesson],
        environment: environment(reportFile: reportFile.path), description: { current.description })
      child.hasGuardian = Guardian.isAvailable
      let end = try child.run(
        deadline: { progress.deadline },
        // The process takes longer to start than this takes.
        started: { send in
          send((try? request.encoded) ?? [])
          WorkerMessage.prepareToDecode()
        },
        tick: {
          if isCancelled() { progress.abandon() }
          progress.tick().forEach(handle)
          return progress.isAbandoned ? .stop : .proceed
        },
        receive: { bytes in
          var response = ChildProcess.Response.proceed
          for item in stream.receive(bytes) {
            progress.receive(item).forEach(handle)
            if progress.shouldStop { return .stop }
            if case .message(.waiting(let index)) = item {
              response = mayRun?(index) == false ? .stop : .answer(Lifeline.proceed)
              progress.decided(mayRun: response != .stop)
            }
          }
          current.set(progress.running)
          return response
        })
      for item in stream.finish() { progress.receive(item).forEach(handle) }
      let report = CrashReport(
        end, report: try? Data(contentsOf: reportFile), file: plan.compiled.file,
        answersFile: plan.answer?.file, memoryLimit: plan.options.memoryLimit)
      progress.processEnded(report.processEnd).forEach(handle)
    } catch {
      progress.processEnded(.ended(Crash(.notStarted(reason: error.reason)))).forEach(handle)
    }
  }

  private func environment(reportFile: String) -> [String: String] {
    var variables = CrashReport.environment(reportFile: reportFile).merging(program.environment) { $1 }
    let isChosen = ProcessInfo.processInfo.environment["LESSONS_THREADS"] != nil
    if let threads, !isChosen { variables["LESSONS_THREADS"] = "\(threads)" }
    return variables
  }
}
