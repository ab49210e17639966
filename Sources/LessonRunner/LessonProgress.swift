import LessonFormat
import LessonRuntime
import Synchronization

/// How far a lesson has come: turns what its process prints and tells into verdicts.
struct LessonProgress {
  /// What came of the cells that are to be reported, in order.
  private(set) var results: [CellResult] = []
  /// The index of the running cell.
  private(set) var running: Int?
  /// When the running cell's time is up.
  private(set) var deadline: ContinuousClock.Instant
  /// Whether the running cell printed more than can be of use.
  private(set) var isFlooded = false
  /// Whether the lesson was ended where a cell was about to run.
  private(set) var isAbandoned = false

  private let plan: LessonPlan
  /// The index of the first cell without a result.
  private var next = 0
  /// The index of the last cell that was said to be next.
  private var announced = -1
  private var output: [UInt8] = []
  private var figures: [Figure] = []
  /// What was printed while no cell ran: by scopes at their end.
  private var afterLastCell: [UInt8] = []
  private var started = ContinuousClock.now
  /// For how many seconds the cell is said to have run.
  private var saidSeconds: Int64 = 0
  /// When the running cell began, by the clock of its process.
  private var begun = Duration.zero
  /// How long the cell took that ended last; nil for one whose process did not say so.
  private var duration: Duration?
  private var isFinished = false
  /// The result of the last cell to run, until its process has come to a good end too.
  private var held: CellResult?
  /// The id of the cell that ended the lesson.
  private var stopper: String?

  /// How many bytes a cell may print.
  private static let outputLimit = 64 << 20
  /// How long a process may take before its first cell begins.
  private static let startTimeout = Duration.seconds(30)

  init(_ plan: LessonPlan) {
    self.plan = plan
    deadline = .now + Self.startTimeout
  }

  private var cells: [Cell] { plan.lesson.cells }

  mutating func take(_ item: ChildStream.Item, _ handle: (RunEvent) -> Void) {
    switch item {
    case .printed(let bytes):
      guard running != nil else {
        afterLastCell += bytes
        return
      }
      output += bytes
      isFlooded = output.count > Self.outputLimit
    case .told(.moment(.started(let index), let time)):
      start(index, handle)
      begun = time
    case .told(.moment(.ended(let index), let time)):
      duration = time - begun
      let expectsError = cells[index].attributes.expectedError != nil
      end(index, expectsError ? .wrongEnd(.noError) : verdict(index), handle)
    case .told(.moment(.threw(let index, let message), let time)):
      duration = time - begun
      threw(index, message, handle)
    case .told(.note(.figure(let figure))): figures.append(figure)
    case .told(.note(.progress(let done, let total))):
      if let running, plan.wanted.contains(running) {
        handle(.cellProgressed(plan, index: running, done: done, total: total))
      }
    case .told(.waiting(let index)): announce(index, handle)
    case .told(.returned(let index)): end(index, .returned, handle)
    case .told(.finished):
      isFinished = true
      addHeld(handle)
    }
  }

  /// Says every second that the running cell still runs.
  mutating func tick(_ handle: (RunEvent) -> Void) {
    guard let running, plan.wanted.contains(running) else { return }
    let seconds = (ContinuousClock.now - started).components.seconds
    guard seconds > saidSeconds else { return }
    saidSeconds = seconds
    handle(.cellStillRunning(plan, index: running, seconds: Int(seconds)))
  }

  /// Takes the end of the process: one in the middle of a lesson is the running cell's crash.
  mutating func processEnded(
    _ end: ChildProcess.End, report: CrashReport? = nil, crash: Crash? = nil, _ handle: (RunEvent) -> Void
  ) {
    guard !isFinished, !isAbandoned, stopper == nil else { return }
    if var result = held {
      // The scopes of the cells end with the lesson.
      let crash = crash ?? report?.crash ?? Crash(reason: "the process ended")
      let reason = end.isTimedOut ? "the lesson did not come to its end" : crash.reason
      result.verdict = .crash(Crash(reason: "after the last cell: \(reason)", compiledLine: crash.compiledLine))
      result.line = line(of: .crash(crash), next) ?? result.line
      stopper = result.cell.id
      held = nil
      return add(result, handle)
    }
    let isRunning = running != nil
    let index = running ?? min(next, cells.count - 1)
    if !isRunning { start(index, handle) }
    let crash = crash ?? report?.crash ?? Crash(reason: "the process ended")
    if end.isStopped {
      self.end(index, .crash(Crash(reason: "the cell printed more than \(Self.outputLimit >> 20) MiB")), handle)
    } else if !end.isTimedOut || report?.isWritten == true {
      self.end(index, .crash(crash), handle)
    } else if isRunning {
      self.end(index, .timeout(plan.timeout(of: cells[index])), handle)
    } else {
      let reason = "the lesson's process did not come to the cell within \(Self.startTimeout.components.seconds) s"
      self.end(index, .crash(Crash(reason: reason)), handle)
    }
  }

  /// Gives the cells that were not run their verdicts.
  mutating func finish(_ handle: (RunEvent) -> Void) {
    addHeld(handle)
    if !afterLastCell.isEmpty {
      handle(.printedAfterLastCell(plan, String(decoding: afterLastCell, as: UTF8.self).withoutUnknownContexts))
    }
    while next < plan.end {
      let cell = cells[next]
      let reason = stopper.map { SkipReason.after(cell: $0) } ?? plan.skips[next]
      let verdict = reason.map { Verdict.skip($0) } ?? .pass
      if verdict == .pass, plan.wanted.contains(next) { handle(.cellStarted(plan, index: next)) }
      add(CellResult(cell: cell, verdict: verdict), handle)
    }
  }

  /// Notes whether the cell that waited may run; the time it waited is not its own.
  mutating func decided(mayRun: Bool) {
    isAbandoned = !mayRun
    deadline = .now + Self.startTimeout
  }

  /// Says that a cell is next, once.
  private mutating func announce(_ index: Int, _ handle: (RunEvent) -> Void) {
    // A cell at file scope has no moment of its own.
    while next < index {
      if plan.wanted.contains(next) { handle(.cellStarted(plan, index: next)) }
      add(CellResult(cell: cells[next], verdict: .pass), handle)
    }
    guard announced < index else { return }
    announced = index
    if plan.wanted.contains(index) { handle(.cellStarted(plan, index: index)) }
  }

  private mutating func start(_ index: Int, _ handle: (RunEvent) -> Void) {
    announce(index, handle)
    (running, output, figures, started, saidSeconds, duration) = (index, [], [], .now, 0, nil)
    deadline = started + plan.timeout(of: cells[index])
  }

  private mutating func threw(_ index: Int, _ message: String, _ handle: (RunEvent) -> Void) {
    let message = message.withoutUnknownContexts
    guard let expected = cells[index].attributes.expectedError else {
      end(index, .threw(message), handle)
      return
    }
    if let last = output.last, last != UInt8(ascii: "\n") { output.append(UInt8(ascii: "\n")) }
    output += "\(message)\n".utf8
    if case .message(let part) = expected, !message.contains(part) {
      end(index, .wrongEnd(.otherError(actual: message, expected: part)), handle)
    } else {
      end(index, verdict(index), handle)
    }
  }

  private mutating func end(_ index: Int, _ verdict: Verdict, _ handle: (RunEvent) -> Void) {
    switch verdict {
    case .crash, .timeout, .threw, .returned: stopper = cells[index].id
    case .pass, .differs, .wrongEnd, .skip: break
    }
    var result = CellResult(
      cell: cells[index], output: text, verdict: verdict, line: line(of: verdict, index),
      duration: duration ?? .now - started)
    result.figures = figures
    running = nil
    if index == plan.last, stopper == nil {
      held = result
    } else {
      add(result, handle)
    }
  }

  private mutating func addHeld(_ handle: (RunEvent) -> Void) {
    guard let result = held else { return }
    held = nil
    add(result, handle)
  }

  private mutating func add(_ result: CellResult, _ handle: (RunEvent) -> Void) {
    let isWanted = plan.wanted.contains(next)
    next += 1
    // An earlier cell is of interest only where it keeps the wanted ones from running.
    guard isWanted || stopper == result.cell.id else { return }
    results.append(result)
    handle(.cellEnded(plan, result))
  }

  private var text: String { String(decoding: output, as: UTF8.self).withoutUnknownContexts }

  private func verdict(_ index: Int) -> Verdict {
    let cell = cells[index]
    if cell.attributes.ignoresOutput { return .pass }
    let matcher = OutputMatcher(cell.output(variant: plan.options.variant), tolerance: cell.attributes.tolerance)
    return matcher.mismatch(text).map { .differs($0) } ?? .pass
  }

  /// The line of the lesson that a verdict is about.
  private func line(of verdict: Verdict, _ index: Int) -> Int? {
    let cell = cells[index]
    switch verdict {
    case .differs(let mismatch):
      return cell.output(variant: plan.options.variant).map { $0.fence.contentLines.lowerBound + mismatch.firstLine }
    case .crash(let crash):
      guard let compiled = crash.compiledLine else { return nil }
      // Prose may have moved the cells since the build.
      let owner = plan.compiled.cells.lastIndex { $0.line < compiled } ?? index
      return compiled - plan.compiled.cells[owner].line + cells[owner].line
    default: return nil
    }
  }
}

/// The cell that a process runs, for whoever interrupts it.
final class RunningCell: Sendable {
  private let lesson: Lesson
  private let index = Mutex<Int?>(nil)

  init(_ lesson: Lesson) { self.lesson = lesson }

  func set(_ index: Int?) { self.index.withLock { $0 = index } }

  var description: String {
    guard let index = index.withLock({ $0 }) else { return lesson.file }
    let cell = lesson.cells[index]
    return "\(lesson.file):\(cell.line): cell '\(cell.id)'"
  }
}
