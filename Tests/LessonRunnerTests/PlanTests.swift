import LessonFormat
import LessonRuntime
import Testing

@testable import LessonRunner

@Suite("The plan of a lesson")
struct PlanTests {
  private static let text: StaticString = """
    # T
    ```swift-cell id=a
    1
    ```
    ```swift-cell id=b needs=moon
    ```
    ```swift-cell id=c slow
    ```
    """

  private var lesson: Lesson { Lesson(parsing: Self.text.withUTF8Buffer { Array($0) }, file: "Lessons/a.md") }

  private func plan(
    _ now: Lesson? = nil, selection: LessonPlan.Selection = .all, hasMoon: Bool = true, slow: Bool = false
  ) throws(PlanningError) -> LessonPlan {
    var options = RunOptions()
    options.includesSlow = slow
    let needs = [Need("moon", hint: "wait") { hasMoon }]
    return try LessonPlan(
      now ?? lesson, CompiledLesson(expectedOf: lesson), selection: selection, needs: needs, options: options)
  }

  @Test("skips cells that cannot run, and those after them")
  func skips() throws {
    #expect(try plan(slow: true).last == 2)
    #expect(try plan().skips == [nil, nil, .slow])
    let moonless = try plan(hasMoon: false, slow: true)
    #expect(moonless.last == 0)
    #expect(moonless.skips == [nil, .needs("moon", hint: "wait"), .afterSkipped(cell: "b")])
  }

  @Test("covers the selected cells")
  func selection() throws {
    #expect(try plan(selection: .through("b")).selected == [0, 1])
    #expect(try plan(selection: .only(["b"])).selected == [1])
    #expect(try plan(selection: .only(["b"])).last == 1)
  }

  @Test("is refused if the file differs from what was compiled")
  func edited() {
    func refusal(_ text: String) -> String? {
      do throws(PlanningError) {
        _ = try plan(Lesson(parsing: Array(text.utf8), file: "Lessons/a.md"))
        return nil
      } catch {
        if case .edited(_, let cell, let line) = error { return "\(cell) \(line)" }
        return "\(error)"
      }
    }
    let text =
      "# Another title\n\nMore prose.\n\n```swift-cell id=a timeout=3s\n1\n```\n```swift-cell id=b needs=moon\n```\n"
    let last = "```swift-cell id=c slow\n```\n"
    #expect(refusal(text + last) == nil)
    #expect(refusal(text.replacing("\n1\n", with: "\n2\n") + last) == "a 5")
    #expect(refusal(text) == "c 7")
    #expect(refusal(text + last + "```swift-cell id=d\n```\n") == "d 12")
    #expect(refusal(text + last.replacing("id=c", with: "id=e")) == "e 10")
  }

  @Test("is refused if a cell needs something unknown")
  func unknownNeed() {
    let text = "# T\n```swift-cell id=a needs=sun\n1\n```\n"
    let lesson = Lesson(parsing: Array(text.utf8), file: "Lessons/a.md")
    #expect(throws: PlanningError.self) {
      try LessonPlan(lesson, CompiledLesson(expectedOf: lesson), selection: .all, needs: [], options: RunOptions())
    }
  }
}

@Suite("Lessons that run in parallel")
struct ParallelRunTests {
  @Test(
    "share the processors",
    arguments: [(1, 9, 8, nil), (8, 1, 8, nil), (2, 9, 8, 4), (8, 9, 2, 1), (8, 2, 6, 3)] as [(Int, Int, Int, Int?)])
  func threads(_ jobs: Int, _ lessons: Int, _ processors: Int, _ threads: Int?) {
    #expect(Runner.threads(jobs: jobs, lessons: lessons, processors: processors) == threads)
  }
}

@Suite("The summary of a run")
struct SummaryTests {
  @Test(
    "The worst status determines the exit code",
    arguments: [
      ([], 0), ([.pass], 0), ([.pass, .skip(.slow)], 0), ([.threw("x")], 1), ([.returned], 1),
      ([.threw("x"), .timeout(.seconds(1)), .pass], 3), ([.crash(Crash(.killed))], 3),
    ] as [([Verdict], Int32)])
  func exitCode(_ verdicts: [Verdict], _ code: Int32) {
    let lesson = Lesson(parsing: Array("# T\n```swift-cell id=a\n```\n".utf8), file: "a.md")
    let summary = Summary(of: verdicts.map { CellResult(cell: lesson.cells[0], verdict: $0) })
    #expect(summary.exitCode == code)
    #expect(summary.cells == verdicts.count)
  }

  @Test("A lesson that could not be run is counted and is not a success")
  func refused() {
    var summary = Summary()
    summary.add(.lessonRefused(.added(file: "a.md")))
    #expect(summary.refused == 1 && summary.lessons == 0 && summary.exitCode == 2)
  }
}
