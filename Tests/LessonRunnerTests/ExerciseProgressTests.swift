import LessonFormat
import Testing

@testable import LessonRunner
@testable import LessonRuntime

/// The input for a lesson with the exercise `e` and the cell `c`, and the expected events.
private struct ExerciseCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var items: [WorkerMessage]
  var end = ProcessEnd.ended(Crash(.exited(code: 0)))
  /// The events as text.
  var events: String

  init(_ description: String, _ items: [WorkerMessage], end: ProcessEnd? = nil, events: String) {
    (testDescription, self.items, self.events) = (description, items, events)
    if let end { self.end = end }
  }
}

private func met(_ sentence: String = "yes") -> WorkerMessage { .expectation(Expectation(sentence, isMet: true)) }
private func unmet(_ sentence: String = "no") -> WorkerMessage {
  .expectation(Expectation(sentence, isMet: false, expected: "1", actual: "2"))
}
private let check = WorkerMessage.checkStarted(isHidden: false)
private let rest: [WorkerMessage] = [.started(cell: 1, time: .zero), .ended(cell: 1, time: .zero), .finished]

/// Returns the messages of an exercise with these messages in it, and of the cell after it.
private func exercise(_ messages: WorkerMessage...) -> [WorkerMessage] {
  [.started(cell: 0, time: .zero)] + messages + [.ended(cell: 0, time: .zero)] + rest
}

private let stops = ProcessEnd.stopped

private let cases = [
  ExerciseCase("a check that is satisfied", exercise(check, met()), events: "e pass · c pass"),
  ExerciseCase(
    "a check that is not", exercise(check, met(), unmet(), unmet("also no")),
    events: "e fail: yes, no!, also no! · c pass"),
  ExerciseCase(
    "one of two checks", exercise(check, met(), .checkStarted(isHidden: true), unmet("secret")),
    events: "e fail: yes, secret! hidden · c pass"),
  ExerciseCase(
    "a hidden check and one that is not", exercise(.checkStarted(isHidden: true), met(), check, unmet()),
    events: "e fail: yes hidden, no! · c pass"),
  ExerciseCase("a check that expects nothing", exercise(check), events: "e expects nothing · c pass"),
  ExerciseCase("no check", exercise(), events: "e expects nothing · c pass"),
  ExerciseCase("an expectation before the check", exercise(met(), check), events: "e expects nothing · c pass"),
  ExerciseCase("an unmet expectation before the check", exercise(unmet(), check, met()), events: "e pass · c pass"),
  ExerciseCase(
    "an expectation of a plain cell",
    [
      .started(cell: 0, time: .zero), check, met(), .ended(cell: 0, time: .zero), .started(cell: 1, time: .zero), check,
      unmet(),
    ]
      + rest.dropFirst(), events: "e pass · c pass"),
  ExerciseCase(
    "an expectation between cells", [check, unmet()] + exercise(check, met()), events: "e pass · c pass"),
  ExerciseCase(
    "an expectation after the last cell", exercise(check, met()) + [check, unmet()], events: "e pass · c pass"),
  ExerciseCase(
    "a place to fill in", [.started(cell: 0, time: .zero), .toDo("write it")], events: "e to do: write it · c skip"),
  ExerciseCase(
    "a place to fill in within a check", [.started(cell: 0, time: .zero), check, unmet(), .toDo("write it")],
    events: "e to do: write it · c skip"),
  ExerciseCase(
    "a place to fill in within a plain cell",
    [
      .started(cell: 0, time: .zero), check, met(), .ended(cell: 0, time: .zero),
      .started(cell: 1, time: .zero), .toDo("write it"),
    ], events: "e pass · c to do: write it"),
  ExerciseCase("a place to fill in between cells", [.toDo("write it")], end: stops, events: "e crash · c skip"),
  ExerciseCase(
    "a place to fill in after the last cell", exercise(check, met()).dropLast() + [.toDo("write it")], end: stops,
    events: "e pass · c crash"),
  ExerciseCase(
    "an error", [.started(cell: 0, time: .zero), check, met(), .threw(cell: 0, description: "oops", time: .zero)],
    events: "e error · c skip"),
  ExerciseCase(
    "a return", [.started(cell: 0, time: .zero), check, met(), .returned(cell: 0)], events: "e error · c skip"),
  ExerciseCase(
    "a trap", [.started(cell: 0, time: .zero), check, met()], end: .ended(Crash(.trap("Fatal error"))),
    events: "e crash · c skip"),
  ExerciseCase(
    "an end without a word", [.started(cell: 0, time: .zero), check, met()], events: "e crash · c skip"),
  ExerciseCase(
    "a loop", [.started(cell: 0, time: .zero), check, unmet()], end: .timedOut(nil), events: "e timeout · c skip"),
]

@Suite("The progress of an exercise")
struct ExerciseProgressTests {
  private static let text = """
    # T

    ```swift-cell id=e exercise
    ```

    ```swift-check
    ```

    <details>

    ```swift-solution
    ```

    </details>

    ```swift-cell id=c
    ```
    """

  private func plan() throws -> LessonPlan {
    let lesson = Lesson(parsing: Array(Self.text.utf8), file: "a.md")
    #expect(lesson.renderedProblems == "")
    return try LessonPlan(lesson, CompiledLesson(expectedOf: lesson), selection: .all, needs: [], options: RunOptions())
  }

  private func results(
    _ messages: [WorkerMessage], _ end: ProcessEnd = .ended(Crash(.exited(code: 0))), unfit: [Int: Verdict] = [:]
  ) throws -> [CellResult] {
    var progress = LessonProgress(try plan(), unfitStarters: unfit)
    for message in messages where !progress.shouldStop { _ = progress.receive(.message(message)) }
    _ = progress.processEnded(end)
    _ = progress.finish()
    return progress.results
  }

  @Test("turns expectations into verdicts", arguments: cases)
  private func table(_ test: ExerciseCase) throws {
    #expect(try results(test.items, test.end).map(\.exerciseSummary).joined(separator: " · ") == test.events)
  }

  @Test("Verdicts name the line of the solution or of the check")
  func lines() throws {
    #expect(try results(exercise(check, unmet()))[0].line == 11)
    #expect(try results(exercise(check))[0].line == 6)
    #expect(try results([.started(cell: 0, time: .zero), .toDo("x")])[0].line == 11)
  }

  @Test(
    "The first 200 expectations are kept, and the first unmet one, wherever it is", arguments: [0, 150, 200, 250, 999])
  func limit(_ place: Int) throws {
    var messages = [check] + (0..<1000).map { met("\($0)") }
    messages[place + 1] = unmet("\(place)")
    messages.append(unmet("last"))
    let all = [WorkerMessage.started(cell: 0, time: .zero)] + messages + [.ended(cell: 0, time: .zero)]
    guard case .unsatisfied(let kept) = try results(all + rest)[0].verdict else {
      Issue.record("it passes")
      return
    }
    let first = place < 200 ? Array(0..<200) : Array(0..<200) + [place]
    #expect(kept.map(\.expectation.sentence) == first.map(String.init))
    #expect(kept.filter { !$0.expectation.isMet }.map(\.expectation.sentence) == ["\(place)"])
  }

  @Test("More than 200 expectations may all be met")
  func manyMet() throws {
    let messages = [check] + (0..<1000).map { met("\($0)") }
    let all = [WorkerMessage.started(cell: 0, time: .zero)] + messages + [.ended(cell: 0, time: .zero)]
    #expect(try results(all + rest)[0].verdict == .pass)
  }

  @Test("A starter that is none is reported, unless the solution fails too")
  func unfitStarter() throws {
    let unfit = [0: Verdict.unfitStarter(.satisfiesCheck)]
    #expect(try results(exercise(check, met()), unfit: unfit)[0].verdict == .unfitStarter(.satisfiesCheck))
    #expect(try results(exercise(check, unmet()), unfit: unfit)[0].exerciseSummary == "e fail: no!")
    #expect(try results(exercise(check), unfit: unfit)[0].verdict == .expectedNothing)
  }

  @Test("Addresses are removed from the names of local types")
  func unknownContexts() throws {
    let context = "(unknown context at $55e463941538)."
    let expectation = Expectation(
      "\(context)a", isMet: false, expected: "\(context)B(c: \(context)D())", actual: "the error “\(context)E()”",
      difference: "element 0 is \(context)F()", mistake: "\(context)g")
    guard case .unsatisfied(let kept) = try results(exercise(check, .expectation(expectation)))[0].verdict else {
      Issue.record("it passes")
      return
    }
    #expect(
      kept[0].expectation
        == Expectation(
          "a", isMet: false, expected: "B(c: D())", actual: "the error “E()”", difference: "element 0 is F()",
          mistake: "g"))
  }
}

extension CellResult {
  fileprivate var exerciseSummary: String {
    switch verdict {
    case .unsatisfied(let all):
      let texts = all.map {
        $0.expectation.sentence + ($0.expectation.isMet ? "" : "!") + ($0.isHidden ? " hidden" : "")
      }
      return "\(cell.id) fail: \(texts.joined(separator: ", "))"
    case .expectedNothing: return "\(cell.id) expects nothing"
    case .toDo(let what): return "\(cell.id) to do: \(what)"
    default: return "\(cell.id) \(verdict.status)"
    }
  }
}
