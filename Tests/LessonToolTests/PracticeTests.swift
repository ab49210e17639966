import Foundation
import Testing

@testable import LessonTool

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Practising")
struct PracticeTests {
  /// A folder of a course with exercises, with a state of its own.
  private struct Learner: ~Copyable {
    let folder: CourseFolder

    init() throws { folder = try CourseFolder("exercises") }

    var environment: [String: String] { ["XDG_STATE_HOME": folder.url.appending(path: "state").path] }
    var file: URL { folder.url.appending(path: "Answers/exercises.md") }
    var text: String { get throws { try String(contentsOf: file, encoding: .utf8) } }

    func practice(_ reference: String = "exercises") throws -> (output: String, errors: String, code: Int32) {
      try folder.run("practice", reference, "--plain", environment: environment)
    }

    func start(on terminal: PseudoTerminal) throws -> Process {
      try Program("crash-course").start(
        ["practice", "exercises"], in: folder.url, on: terminal.handle, environment: environment)
    }

    /// Saves the answers as many editors do: by writing another file and renaming it.
    func save(_ old: String, _ new: String) throws {
      let text = try text
      #expect(text.contains(old))
      let other = folder.url.appending(path: "Answers/.other")
      try Data(text.replacing(old, with: new).utf8).write(to: other)
      #expect(rename(other.path, file.path) == 0)
    }

    func editLesson(_ old: String, _ new: String) throws {
      let text = try folder.text("exercises")
      #expect(text.contains(old))
      try folder.write(text.replacing(old, with: new), to: "exercises")
    }
  }

  private static let todo = "todo(\"compare each number with the largest so far\")"

  @Test("without a terminal makes the answers, judges them once, and exits with 0 only if they are right")
  func plain() throws {
    let learner = try Learner()
    let first = try learner.practice("exercises#largest")
    #expect(first.output == "○ untouched  largest  Answers/exercises.md:9\n")
    #expect(first.code == 1)
    #expect(try String(contentsOf: learner.folder.url.appending(path: "Answers/.gitignore"), encoding: .utf8) == "*\n")
    try learner.save(Self.todo, "numbers.min()")
    let wrong = try learner.practice("exercises#largest")
    #expect(wrong.output.hasPrefix("✗ not yet  largest  Answers/exercises.md:9\n    ✗ 3 is the largest of 3, 1, 2\n"))
    #expect(wrong.code == 1)
    try learner.save("numbers.min()", "numbers.max()")
    #expect(try learner.practice("exercises#largest").code == 0)
    let list = try learner.folder.run("list", environment: learner.environment)
    #expect(list.output.contains("Exercises  1 of 3 exercises solved"))
    // What is known of an answer is not true of another one.
    try learner.save("numbers.max()", "numbers.last")
    let after = try learner.folder.run("list", environment: learner.environment)
    #expect(after.output.contains("Exercises  0 of 3 exercises solved"))
  }

  @Test("says which exercises there are if there is none of that name")
  func unknown() throws {
    let learner = try Learner()
    let result = try learner.practice("exercises#largets")
    #expect(result.errors == "error: the lesson 'exercises' has no exercise 'largets': did you mean `largest`?\n")
    #expect(result.code == 2)
  }

  @Test("shows an exercise, judges what is saved, shows hints and the solution, and restores the terminal")
  func session() throws {
    let learner = try Learner()
    let terminal = PseudoTerminal()
    let process = try learner.start(on: terminal)
    #expect(terminal.waitForNext("untouched"))
    #expect(!terminal.readsLines)
    #expect(terminal.waitForNext("h hint (2 left)"))
    terminal.press("h")
    #expect(terminal.waitForNext("Start with the first number"))
    terminal.press("h")
    #expect(terminal.waitForNext("Collections have a "))
    terminal.press("s")
    #expect(terminal.waitForNext("It is nil for an empty array"))
    try learner.save(Self.todo, "numbers.min()")
    #expect(terminal.waitForNext("not yet"))
    #expect(terminal.waitForNext("that is the smallest"))
    try learner.save("numbers.min()", "numbers.maxi()")
    #expect(terminal.waitForNext("does not compile"))
    #expect(terminal.waitForNext("Answers/exercises.md:11:11: value of type"))
    try learner.save("numbers.maxi()", "numbers.max()")
    #expect(terminal.waitForNext("✓ solved"))
    terminal.press("n")
    #expect(terminal.waitForNext("exercise 2 of 3"))
    // An edit of another answer leads to that one.
    try learner.save("numbers.max()", "numbers.first")
    #expect(terminal.waitForNext("exercise 1 of 3"))
    #expect(terminal.waitForNext("numbers may be negative"))
    terminal.press("l")
    #expect(terminal.waitForNext("the middle"))
    terminal.press("3")
    #expect(terminal.waitForNext("1 2 3 choose"))
    terminal.press("1")
    #expect(terminal.waitForNext("It is in the middle of the list as it stands"))
    terminal.press("2")
    #expect(terminal.waitForNext("✓ solved"))
    #expect(try learner.text.contains("[ ] 1\n[x] 2\n[ ] 3\n"))
    terminal.press("q")
    #expect(terminal.waitForNext("exercises: 1 of 3 solved"))
    process.waitOrKill()
    #expect(process.terminationStatus == 0)
    #expect(terminal.readsLines)
  }

  @Test("starts an exercise again only after asking, and keeps the old answer")
  func startAgain() throws {
    let learner = try Learner()
    _ = try learner.practice()
    try learner.save(Self.todo, "numbers.min() // mine")
    let before = try learner.text
    let terminal = PseudoTerminal()
    let process = try learner.start(on: terminal)
    #expect(terminal.waitForNext("not yet"))
    terminal.press("x")
    #expect(terminal.waitForNext("start again?"))
    terminal.press("n")
    #expect(terminal.waitForNext("x start again"))
    #expect(try learner.text == before)
    terminal.press("x")
    #expect(terminal.waitForNext("start again?"))
    terminal.press("y")
    #expect(terminal.waitForNext("your answer was added to Answers/exercises.earlier.md"))
    #expect(try learner.text.contains(Self.todo))
    let kept = learner.folder.url.appending(path: "Answers/exercises.earlier.md")
    #expect(try String(contentsOf: kept, encoding: .utf8).contains("numbers.min() // mine"))
    terminal.press("q")
    process.waitOrKill()
  }

  @Test("keeps every answer when the lesson changes, and says what has changed")
  func update() throws {
    let learner = try Learner()
    _ = try learner.practice()
    try learner.save(Self.todo, "numbers.max() // mine")
    try learner.editLesson("id=mean exercise", "id=average exercise")
    try learner.editLesson("todo(\"compare", "todo(\"please compare")
    try learner.editLesson("Find the *largest*", "Now find the *largest*")
    let before = try learner.text
    let result = try learner.practice()
    #expect(
      result.errors == """
        note: 'largest' has changed (text, starter) since you last saw it: your answer is kept; x starts again with the new starter
        note: 'average' is new in this lesson: it was added to Answers/exercises.md
        note: the lesson has no exercise 'mean' (any more): your answer is kept, at Answers/exercises.md:17

        """)
    #expect(result.output.hasPrefix("✓ solved  largest"))
    // What was there is still there, byte for byte.
    #expect(try learner.text.hasPrefix(before))
    #expect(try learner.text.contains("swift-cell id=average"))
    #expect(try learner.practice().errors.split(separator: "\n").count == 1)
  }

  @Test("follows a lesson that changes while it runs")
  func updateWhileRunning() throws {
    let learner = try Learner()
    let terminal = PseudoTerminal()
    let process = try learner.start(on: terminal)
    #expect(terminal.waitForNext("untouched"))
    try learner.editLesson("Find the *largest*", "Find the very *largest*")
    #expect(terminal.waitForNext("'largest' has changed (text)"))
    #expect(terminal.waitForNext("Find the very"))
    try learner.editLesson("```swift-solution\nfunc largest", "```swift-solutio\nfunc largest")
    #expect(terminal.waitForNext("unknown block `swift-solutio`"))
    try learner.editLesson("swift-solutio\nfunc largest", "swift-solution\nfunc largest")
    #expect(terminal.waitForNext("untouched"))
    terminal.press("q")
    process.waitOrKill()
  }

  @Test("says what is wrong with the file of answers, and goes on when that is mended")
  func brokenFile() throws {
    let learner = try Learner()
    let terminal = PseudoTerminal()
    let process = try learner.start(on: terminal)
    #expect(terminal.waitForNext("untouched"))
    try learner.save("```swift-cell id=mean", "```swift-cell id=largest")
    #expect(terminal.waitForNext("the id 'largest' is already used on line 9"))
    try learner.save("2\n[ ] 3\n```", "2\n[ ] 3\n")
    #expect(terminal.waitForNext("is never closed"))
    try learner.save("```swift-cell id=largest\nfunc mean", "```swift-cell id=mean\nfunc mean")
    try learner.save("2\n[ ] 3\n", "2\n[ ] 3\n```\n")
    #expect(terminal.waitForNext("untouched"))
    terminal.press("q")
    process.waitOrKill()
  }

  @Test("two at once share the answers")
  func two() throws {
    let learner = try Learner()
    let terminals = [PseudoTerminal(), PseudoTerminal()]
    let processes = try terminals.map { try learner.start(on: $0) }
    for terminal in terminals { #expect(terminal.waitForNext("untouched")) }
    try learner.save(Self.todo, "numbers.max()")
    for terminal in terminals { #expect(terminal.waitForNext("✓ solved")) }
    for terminal in terminals { terminal.press("q") }
    for process in processes { process.waitOrKill() }
    #expect(try learner.text.components(separatedBy: "id=largest").count == 2)
  }

  @Test("says that the answers or the progress cannot be written, and changes nothing")
  func unwritable() throws {
    let learner = try Learner()
    _ = try learner.practice()
    try learner.save(Self.todo, "numbers.max()")
    // A file where the folder of the state should be.
    let state = learner.folder.url.appending(path: "no-folder")
    try Data().write(to: state)
    let result = try learner.folder.run(
      "practice", "exercises#largest", "--plain", environment: ["XDG_STATE_HOME": state.path])
    #expect(result.errors.contains("note: the progress cannot be kept: Not a directory"))
    #expect(result.output.hasPrefix("✓ solved"))
    // A folder where the file of answers should be.
    let third = try Learner()
    try FileManager.default.createDirectory(at: third.file, withIntermediateDirectories: true)
    let unreadable = try third.practice()
    #expect(unreadable.errors.hasPrefix("Answers/exercises.md:1:1: error: cannot read the file: "))
    #expect(unreadable.code == 1)
    let other = try Learner()
    try Data().write(to: other.folder.url.appending(path: "Answers"))
    let refused = try other.practice()
    #expect(refused.errors.hasPrefix("Answers/exercises.md:1:1: error: cannot write the file: "))
    #expect(refused.errors.hasSuffix("your answers are unchanged\n"))
    #expect(refused.code == 2)
  }
}
