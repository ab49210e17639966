import LessonFormat
import LessonRuntime

/// The progress of a running lesson, which turns the output and the messages of its process into events and verdicts.
struct LessonProgress {
  /// The state of a lesson.
  enum State {
    /// No cell is running: the process is starting, between two cells, or waiting for permission to continue.
    case idle
    case running(RunningCell)
    /// The last cell has ended; its result is held back until the process has ended without a crash.
    case ending(CellResult)
    /// The lesson's scopes have ended, too, and the process is exiting; the result is that of the last cell.
    case exiting(CellResult?)
    case finished
    /// The cell with this id ended the lesson.
    case stopped(by: String)
    /// The lesson was cancelled, before or during a cell.
    case abandoned
  }

  private(set) var state = State.idle
  /// The results of the cells to report, in order.
  private(set) var results: [CellResult] = []
  /// The time at which to kill the process, unless the state changes before.
  private(set) var deadline: ContinuousClock.Instant

  let plan: LessonPlan
  /// The verdicts on exercises whose starters are none, by index.
  let unfitStarters: [Int: Verdict]
  private var events: [RunEvent] = []
  /// The index of the first cell without a result.
  private var next = 0
  /// The index of the last cell whose start was announced.
  private var lastAnnounced = -1
  /// The output printed while no cell was running, by scopes that were ending.
  private var trailingOutput = CellOutput()
  /// Why the process must be killed, if it must.
  private(set) var stopCause: Crash.Cause?

  /// The number of bytes that a cell may print.
  static let outputLimit = 64 << 20
  /// The time that a process may take before a cell begins.
  static let startTimeout = Duration.seconds(30)
  /// The time that a process may take to exit after the lesson's end.
  static let exitTimeout = Duration.seconds(5)

  init(_ plan: LessonPlan, unfitStarters: [Int: Verdict] = [:]) {
    self.plan = plan
    self.unfitStarters = unfitStarters
    deadline = .now + Self.startTimeout
  }

  /// The index of the running cell, or nil if none is running.
  var running: Int? { if case .running(let cell) = state { cell.index } else { nil } }
  /// Whether the process must be killed.
  var shouldStop: Bool { stopCause != nil }
  var isAbandoned: Bool { if case .abandoned = state { true } else { false } }

  // MARK: - Input

  /// Handles output or a message of the process and returns the resulting events.
  mutating func receive(_ item: WorkerStream.Item, now: ContinuousClock.Instant = .now) -> [RunEvent] {
    switch item {
    case .printed(let bytes): changeOutput { $0.append(bytes) }
    case .message(let message) where isExpected(message): receive(message, now)
    case .message, .unreadable: stopCause = .unreadableMessage
    }
    return drained()
  }

  /// Returns an event for each second that the running cell has been running.
  mutating func tick(now: ContinuousClock.Instant = .now) -> [RunEvent] {
    guard case .running(var cell) = state, plan.selected.contains(cell.index) else { return [] }
    if let seconds = cell.newElapsedSeconds(at: now) {
      events.append(.cellStillRunning(plan, index: cell.index, seconds: seconds))
      state = .running(cell)
    }
    return drained()
  }

  /// Notes whether the waiting cell may run.
  ///
  /// The time that it waited does not count.
  mutating func decided(mayRun: Bool) {
    if !mayRun { abandon() }
    deadline = .now + Self.startTimeout
  }

  /// Cancels the lesson.
  mutating func abandon() { state = .abandoned }

  /// Handles the end of the process, which in the middle of a lesson is a crash of the running cell, and returns the resulting events.
  mutating func processEnded(_ end: ProcessEnd, now: ContinuousClock.Instant = .now) -> [RunEvent] {
    switch state {
    case .finished, .stopped, .abandoned: break
    case .exiting(let result) where end == .ended(Crash(.exited(code: 0))):
      if let result { add(result) }
      state = .finished
    case .exiting(let result?): lastCellFailed(result, end, timeout: .notExited(limit: Self.exitTimeout))
    case .ending(let result): lastCellFailed(result, end, timeout: .notEnded)
    case .running(let cell): self.end(cell, verdict(end, timeout: .timeout(plan.timeout(of: cells[cell.index]))), now)
    case .idle, .exiting(nil):
      let index = min(next, cells.count - 1)
      announce(index)
      let cell = RunningCell(index: index, started: now)
      self.end(cell, verdict(end, timeout: .crash(Crash(.notReached(limit: Self.startTimeout)))), now)
    }
    return drained()
  }

  /// Gives the remaining cells their verdicts and returns the resulting events.
  mutating func finish() -> [RunEvent] {
    let text = trailingOutput.pieces.map(\.text).joined()
    if !text.isEmpty, stopCause == nil { events.append(.printedAfterLastCell(plan, text)) }
    let stopper: String? = if case .stopped(let id) = state { id } else { nil }
    while next < plan.end {
      let reason = stopper.map { SkipReason.after(cell: $0) } ?? plan.skips[next]
      if reason == nil { announce(next) }
      add(CellResult(cell: cells[next], verdict: reason.map { .skip($0) } ?? .pass))
    }
    return drained()
  }

  // MARK: - State changes

  var cells: [Cell] { plan.lesson.cells }

  private mutating func drained() -> [RunEvent] {
    defer { events = [] }
    return events
  }

  /// Returns whether a message is valid in the current state.
  private func isExpected(_ message: WorkerMessage) -> Bool {
    switch (message, state) {
    case (.started(let cell, _), .idle), (.waiting(let cell), .idle): cell <= plan.last ?? -1 && isNext(cell)
    case (.ended(let cell, _), .running(let running)), (.threw(let cell, _, _), .running(let running)),
      (.returned(let cell), .running(let running)):
      cell == running.index
    case (.finished, .idle): isNext((plan.last ?? 0) + 1)
    case (.finished, .ending): true
    case (.outdated, .idle): next == 0
    case (.figure, _), (.progress, _), (.kept, _): true
    case (.checkStarted, _), (.expectation, _): true
    case (.toDo, .running): true
    default: false
    }
  }

  /// Returns whether a cell can be the next to begin: cells at file scope never do.
  private func isNext(_ cell: Int) -> Bool {
    cell >= next && cell <= cells.count && cells[next..<cell].allSatisfy(\.attributes.isFileScope)
  }

  private mutating func receive(_ message: WorkerMessage, _ now: ContinuousClock.Instant) {
    switch message {
    case .started(let index, let time):
      announce(index)
      state = .running(RunningCell(index: index, started: now, startTime: time))
      deadline = now + plan.timeout(of: cells[index])
    case .ended(_, let time): end(at: time, now) { $0.attributes.expectedError == nil ? nil : .noError }
    case .threw(_, let description, let time): threw(description.withoutUnknownContexts, at: time, now)
    case .returned: if case .running(let cell) = state { end(cell, .returned, now) }
    case .figure(let figure): changeOutput { $0.append(figure) }
    case .progress(let done, let total, let note):
      if let running, plan.selected.contains(running) {
        let note = note.withoutUnknownContexts
        events.append(.cellProgressed(plan, index: running, done: done, total: total, note: note))
      }
    case .kept(let outcome):
      if let running, plan.selected.contains(running) {
        events.append(.cellKeptValue(plan, index: running, outcome))
      }
    case .checkStarted(let isHidden): changeExpectations { $0.beginCheck(isHidden: isHidden) }
    case .expectation(let expectation): changeExpectations { $0.append(expectation.withoutUnknownContexts) }
    case .toDo(let what): if case .running(let cell) = state { end(cell, .toDo(what.withoutUnknownContexts), now) }
    case .waiting(let index): announce(index)
    case .outdated: stopCause = .outdatedBuild
    case .finished:
      if case .ending(let result) = state { state = .exiting(result) } else { state = .exiting(nil) }
      deadline = now + Self.exitTimeout
    }
  }

  /// Changes the output of the running cell, or the trailing output if none is running, and stops the process if that is too much.
  private mutating func changeOutput(_ change: (inout CellOutput) -> Void) {
    var byteCount: Int
    if case .running(var cell) = state {
      // The state must not hold a second reference to the output while it grows, or it would be copied each time.
      state = .idle
      change(&cell.output)
      byteCount = cell.output.byteCount
      state = .running(cell)
    } else {
      change(&trailingOutput)
      byteCount = trailingOutput.byteCount
    }
    if byteCount > Self.outputLimit { stopCause = .flooded(limit: Self.outputLimit) }
  }

  private mutating func changeExpectations(_ change: (inout CheckedExpectations) -> Void) {
    guard case .running(var cell) = state, cells[cell.index].exercise != nil else { return }
    change(&cell.expectations)
    state = .running(cell)
  }

  /// Announces once that a cell begins, after giving the preceding file-scope cells, which never begin, their results.
  private mutating func announce(_ index: Int) {
    while next < index {
      if plan.selected.contains(next) { events.append(.cellStarted(plan, index: next)) }
      add(CellResult(cell: cells[next], verdict: .pass))
    }
    guard lastAnnounced < index else { return }
    lastAnnounced = index
    if plan.selected.contains(index) { events.append(.cellStarted(plan, index: index)) }
  }

  private mutating func threw(_ message: String, at time: Duration, _ now: ContinuousClock.Instant) {
    guard case .running(var cell) = state else { return }
    guard let expected = cells[cell.index].attributes.expectedError else {
      cell.endTime = time
      return end(cell, .threw(message), now)
    }
    changeOutput { $0.appendLine(message) }
    end(at: time, now) { _ in
      if case .message(let part) = expected, !message.contains(part) {
        .otherError(actual: message, expected: part)
      } else {
        nil
      }
    }
  }

  /// Ends the running cell with a verdict on its output, unless its outcome was unexpected.
  private mutating func end(
    at time: Duration, _ now: ContinuousClock.Instant, unless unexpected: (Cell) -> Verdict.UnexpectedOutcome?
  ) {
    guard case .running(var cell) = state else { return }
    cell.endTime = time
    end(cell, unexpected(cells[cell.index]).map { .unexpectedOutcome($0) }, now)
  }

  /// Ends a cell with the given verdict, or with one on its output.
  private mutating func end(_ cell: RunningCell, _ outcome: Verdict?, _ now: ContinuousClock.Instant) {
    let pieces = cell.output.pieces
    let verdict = outcome ?? verdict(of: cell, printing: pieces)
    var result = CellResult(
      cell: cells[cell.index], pieces: pieces, verdict: verdict, line: line(of: verdict, cell.index),
      duration: cell.duration(until: now))
    result.expectations = cell.expectations.all
    switch verdict {
    case .crash, .timeout, .threw, .returned, .toDo: state = .stopped(by: result.cell.id)
    case .pass, .differs, .unexpectedOutcome, .unsatisfied, .expectedNothing, .unfitStarter, .skip:
      state = cell.index == plan.last ? .ending(result) : .idle
    }
    if case .ending = state { return }
    add(result)
  }

  private mutating func lastCellFailed(_ last: CellResult, _ end: ProcessEnd, timeout: Crash.Cause) {
    var crash =
      switch end {
      case .ended(let reported): reported
      case .stopped: Crash(stopCause ?? timeout)
      case .timedOut: Crash(timeout)
      }
    crash.isAfterLastCell = true
    var result = last
    result.verdict = .crash(crash)
    result.line = line(of: result.verdict, next) ?? result.line
    state = .stopped(by: result.cell.id)
    add(result)
  }

  private mutating func add(_ result: CellResult) {
    let isWanted = plan.selected.contains(next)
    next += 1
    // An earlier cell is reported only if it keeps the selected ones from running.
    let isStopper = if case .stopped(let id) = state { id == result.cell.id } else { false }
    guard isWanted || isStopper else { return }
    results.append(result)
    events.append(.cellEnded(plan, result))
  }
}
