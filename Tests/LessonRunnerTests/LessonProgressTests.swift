import Figures
import LessonFormat
import LessonRuntime
import Testing

@testable import LessonRunner

/// The input for a lesson with the cells `a`, `b` (which is expected to throw "no") and `c`, and the expected events.
private struct ProgressCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var items: [WorkerStream.Item]
  /// How the process ends.
  var end: ProcessEnd = .ended(Crash(.exited(code: 0)))
  /// The events as text.
  var events: String

  init(_ description: String, _ items: [WorkerStream.Item], end: ProcessEnd? = nil, events: String) {
    testDescription = description
    self.items = items
    if let end { self.end = end }
    self.events = events
  }
}

private func sent(_ messages: WorkerMessage...) -> [WorkerStream.Item] { messages.map { .message($0) } }
private func printed(_ text: String) -> [WorkerStream.Item] { [.printed(Array(text.utf8)[...])] }
private func cell(_ index: Int, _ output: String = "") -> [WorkerStream.Item] {
  sent(.started(cell: index, time: .zero)) + printed(output) + sent(.ended(cell: index, time: .seconds(1)))
}
private func throwing(_ description: String) -> [WorkerStream.Item] {
  sent(.started(cell: 1, time: .zero), .threw(cell: 1, description: description, time: .seconds(1)))
}
private let exited = ProcessEnd.ended(Crash(.exited(code: 0)))
private let trap = Crash(.trap("Fatal error"), compiledLine: 15)

private let cases: [ProgressCase] = [
  ProgressCase(
    "everything as expected", cell(0, "x\n") + throwing("no!") + cell(2) + sent(.finished),
    events: "start a · a pass · start b · b pass · start c · c pass"),
  ProgressCase(
    "a cell prints something else", cell(0, "y\n") + throwing("no") + cell(2) + sent(.finished),
    events: "start a · a fail · start b · b pass · start c · c pass"),
  ProgressCase(
    "no error where one is expected", cell(0, "x\n") + cell(1) + cell(2) + sent(.finished),
    events: "start a · a pass · start b · b fail · start c · c pass"),
  ProgressCase(
    "a different error than the expected one", cell(0, "x\n") + throwing("yes") + cell(2) + sent(.finished),
    events: "start a · a pass · start b · b fail · start c · c pass"),
  ProgressCase(
    "an error that is not expected",
    sent(.started(cell: 0, time: .zero), .threw(cell: 0, description: "no", time: .zero)),
    events: "start a · a error · b skip · c skip"),
  ProgressCase(
    "a return", sent(.started(cell: 0, time: .zero), .returned(cell: 0)),
    events: "start a · a error · b skip · c skip"),
  ProgressCase(
    "a trap in a cell", sent(.started(cell: 0, time: .zero)), end: .ended(trap),
    events: "start a · a crash Fatal error line 15 · b skip · c skip"),
  ProgressCase(
    "a trap between two cells", cell(0, "x\n"), end: .ended(trap),
    events: "start a · a pass · start b · b crash Fatal error line 15 · c skip"),
  ProgressCase(
    "a trap after the last cell", cell(0, "x\n") + throwing("no") + cell(2), end: .ended(trap),
    events: "start a · a pass · start b · b pass · start c · c crash Fatal error line 15, after the last cell"),
  ProgressCase(
    "scopes that do not end", cell(0, "x\n") + throwing("no") + cell(2), end: .timedOut(nil),
    events: "start a · a pass · start b · b pass · start c · c crash notEnded, after the last cell"),
  ProgressCase(
    "a cell that does not end", sent(.started(cell: 0, time: .zero)), end: .timedOut(nil),
    events: "start a · a timeout · b skip · c skip"),
  ProgressCase(
    "a crash whose report takes longer than the cell may", sent(.started(cell: 0, time: .zero)), end: .timedOut(trap),
    events: "start a · a crash Fatal error line 15 · b skip · c skip"),
  ProgressCase(
    "a process that does not reach a cell", [], end: .timedOut(nil),
    events: "start a · a crash notReached · b skip · c skip"),
  ProgressCase(
    "a process that cannot be started", [], end: .ended(Crash(.notStarted(reason: "no"))),
    events: "start a · a crash notStarted · b skip · c skip"),
  ProgressCase(
    "a message that cannot be read", sent(.started(cell: 0, time: .zero)) + [.unreadable], end: .stopped,
    events: "start a · a crash unreadableMessage · b skip · c skip"),
  ProgressCase(
    "the end of a cell that does not run", cell(0, "x\n") + sent(.ended(cell: 2, time: .zero)), end: .stopped,
    events: "start a · a pass · start b · b crash unreadableMessage · c skip"),
  ProgressCase(
    "a cell that does not exist", sent(.started(cell: 9, time: .zero)), end: .stopped,
    events: "start a · a crash unreadableMessage · b skip · c skip"),
  ProgressCase(
    "an earlier cell", cell(0, "x\n") + sent(.started(cell: 0, time: .zero)), end: .stopped,
    events: "start a · a pass · start b · b crash unreadableMessage · c skip"),
  ProgressCase(
    "a program that was built from a different text", sent(.outdated), end: .stopped,
    events: "start a · a crash outdatedBuild · b skip · c skip"),
  ProgressCase(
    "too much output",
    sent(.started(cell: 0, time: .zero)) + [.printed(ArraySlice(repeating: 10, count: (64 << 20) + 1))],
    end: .stopped, events: "start a · a crash flooded · b skip · c skip"),
  ProgressCase(
    "output after the last cell", cell(0, "x\n") + throwing("no") + cell(2) + printed("bye\n") + sent(.finished),
    events: "start a · a pass · start b · b pass · start c · c pass · after: bye"),
  ProgressCase(
    "a crash while the process exits", cell(0, "x\n") + throwing("no") + cell(2) + sent(.finished), end: .ended(trap),
    events: "start a · a pass · start b · b pass · start c · c crash Fatal error line 15, after the last cell"),
  ProgressCase(
    "a process that does not exit", cell(0, "x\n") + throwing("no") + cell(2) + sent(.finished), end: .timedOut(nil),
    events: "start a · a pass · start b · b pass · start c · c crash notExited, after the last cell"),
  ProgressCase(
    "an end before the last cell", cell(0, "x\n") + sent(.finished), end: .stopped,
    events: "start a · a pass · start b · b crash unreadableMessage · c skip"),
  ProgressCase(
    "a cell that is left out", cell(0, "x\n") + sent(.started(cell: 2, time: .zero)), end: .stopped,
    events: "start a · a pass · start b · b crash unreadableMessage · c skip"),
  ProgressCase(
    "too much output between cells", cell(0, "x\n") + [.printed(ArraySlice(repeating: 10, count: (64 << 20) + 1))],
    end: .stopped, events: "start a · a pass · start b · b crash flooded · c skip"),
  ProgressCase(
    "progress",
    sent(.started(cell: 0, time: .zero), .progress(done: 1, total: 2, note: ", loss 3"), .kept(.saved))
      + printed("x\n")
      + sent(.ended(cell: 0, time: .zero)) + throwing("no") + cell(2) + sent(.finished),
    events: "start a · a 1/2, loss 3 · a saved · a pass · start b · b pass · start c · c pass"),
]

@Suite("The progress of a lesson")
struct LessonProgressTests {
  private static let text = """
    # T

    ```swift-cell id=a
    print("x")
    ```

    ```output
    x
    ```

    ```swift-cell id=b throws="no" output=ignore
    ```

    ```swift-cell id=c
    ```
    """

  private func plan(_ text: String = text, _ selection: LessonPlan.Selection = .all) throws -> LessonPlan {
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
    let compiled = CompiledLesson(expectedOf: lesson)
    return try LessonPlan(lesson, compiled, selection: selection, needs: [], options: RunOptions())
  }

  private func run(_ items: [WorkerStream.Item], _ end: ProcessEnd, _ plan: LessonPlan) -> [RunEvent] {
    var progress = LessonProgress(plan)
    var events: [RunEvent] = []
    for item in items {
      events += progress.receive(item)
      if progress.shouldStop { break }
    }
    return events + progress.processEnded(end) + progress.finish()
  }

  @Test("turns a process's output and messages into verdicts", arguments: cases)
  private func table(_ test: ProgressCase) throws {
    #expect(run(test.items, test.end, try plan()).map(\.summary).joined(separator: " · ") == test.events)
  }

  @Test("keeps the position of a figure in the output")
  func figures() throws {
    let figure = Figure.lineChart(LineChart("f", [1]))
    let items =
      sent(.started(cell: 0, time: .zero)) + printed("\(figure.summary)\nbefore ") + sent(.figure(figure))
      + printed("after\n") + sent(.ended(cell: 0, time: .zero))
    guard case .cellEnded(_, let result) = run(items, .ended(trap), try plan())[1] else {
      Issue.record("no result")
      return
    }
    #expect(result.pieces == [.text("\(figure.summary)\nbefore "), .figure(figure), .text("after\n")])
    #expect(result.output == "\(figure.summary)\nbefore \(figure.summary)\nafter\n")
  }

  @Test("reports the selected cells, and an earlier one only if it ends the lesson")
  func selected() throws {
    let plan = try plan(Self.text, .only(["b"]))
    let good = cell(0, "y\n") + throwing("no") + sent(.finished)
    #expect(run(good, exited, plan).map(\.summary) == ["start b", "b pass"])
    let bad = sent(.started(cell: 0, time: .zero))
    #expect(run(bad, .ended(trap), plan).map(\.summary) == ["a crash Fatal error line 15", "b skip"])
  }

  @Test("gives file-scope cells their results, although they never begin")
  func fileScope() throws {
    let text =
      "# T\n\n```swift-cell id=a file-scope\n```\n\n```swift-cell id=b\n```\n\n```swift-cell id=c file-scope\n```\n"
    let items = cell(1) + sent(.finished)
    #expect(
      run(items, exited, try plan(text)).map(\.summary)
        == ["start a", "a pass", "start b", "b pass", "start c", "c pass"])
  }

  @Test("reports every second that a cell is still running, and measures its time")
  func time() throws {
    let plan = try plan()
    var progress = LessonProgress(plan)
    let start = ContinuousClock.now
    #expect(progress.tick(now: start + .seconds(5)).isEmpty)
    _ = progress.receive(.message(.started(cell: 0, time: .seconds(7))), now: start)
    #expect(progress.deadline == start + .seconds(60))
    let ticks = stride(from: 0.5, to: 3, by: 0.5).flatMap { progress.tick(now: start + .seconds($0)) }
    #expect(ticks.map(\.summary) == ["a runs 1", "a runs 2"])
    guard
      case .cellEnded(_, let result) = progress.receive(.message(.ended(cell: 0, time: .seconds(10))), now: start)[0]
    else { return }
    #expect(result.duration == .seconds(3))
  }

  @Test("announces a waiting cell once, and reports nothing more if it may not run")
  func waiting() throws {
    var progress = LessonProgress(try plan())
    let waits =
      progress.receive(.message(.waiting(cell: 0))) + progress.receive(.message(.started(cell: 0, time: .zero)))
    #expect(waits.map(\.summary) == ["start a"])
    var other = LessonProgress(try plan())
    _ = other.receive(.message(.waiting(cell: 0)))
    other.decided(mayRun: false)
    #expect(other.isAbandoned && other.processEnded(.stopped).isEmpty)
  }
}

extension RunEvent {
  /// The event as a short text.
  var summary: String {
    switch self {
    case .cellStarted(let plan, let index): "start \(plan.lesson.cells[index].id)"
    case .cellProgressed(let plan, let index, let done, let total, let note):
      "\(plan.lesson.cells[index].id) \(done)/\(total)\(note)"
    case .cellKeptValue(let plan, let index, let outcome): "\(plan.lesson.cells[index].id) \(outcome)"
    case .cellStillRunning(let plan, let index, let seconds): "\(plan.lesson.cells[index].id) runs \(seconds)"
    case .cellEnded(_, let result): "\(result.cell.id) \(result.verdict.status)\(result.crashSummary)"
    case .printedAfterLastCell(_, let text): "after: \(text.split(separator: "\n").joined())"
    case .lessonStarted, .lessonEnded, .lessonRefused, .answersStarted, .answerJudged, .answersEnded, .answersRefused,
      .runEnded:
      "\(self)"
    }
  }
}

extension CellResult {
  fileprivate var crashSummary: String {
    guard case .crash(let crash) = verdict else { return "" }
    let cause =
      if case .trap(let text) = crash.cause { text } else { "\(crash.cause)".prefix { $0 != "(" }.description }
    let location = crash.compiledLine.map { _ in " line \(line)" } ?? ""
    return " \(cause)\(location)" + (crash.isAfterLastCell ? ", after the last cell" : "")
  }
}
