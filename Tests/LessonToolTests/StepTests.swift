import Foundation
import Testing

@testable import LessonTool

@Suite("Stepping through a lesson")
struct StepTests {
  @Test(
    "Keys", arguments: ["\n", " ", "\u{1B}[C", "b", "\u{1B}[D", "q", "\u{4}", "r", "\u{1B}[15~", "é"],
  )
  func keys(_ text: String) {
    let expected: [String: RawTerminal.Key] = [
      "\n": .enter, " ": .enter, "\u{1B}[C": .enter, "b": .back, "\u{1B}[D": .back, "q": .quit, "\u{4}": .quit,
      "r": .character("r"), "\u{1B}[15~": .other, "é": .character("é"),
    ]
    #expect(RawTerminal.key(Array(text.utf8)[...]) == expected[text])
  }

  @Test("Enter runs the next cell, b goes back, q quits, and --continue resumes; the terminal is restored")
  func session() throws {
    let folder = try CourseFolder("features")
    func start(_ arguments: [String], _ terminal: PseudoTerminal) throws -> Process {
      try Program("crash-course").start(["run", "features", "--step"] + arguments, in: folder.url, on: terminal.handle)
    }
    let terminal = PseudoTerminal()
    let process = try start([], terminal)
    #expect(terminal.wait(for: "declare · Enter runs the cell"))
    #expect(!terminal.readsLines)
    terminal.press("\n")
    #expect(terminal.wait(for: "declare-again · Enter runs the cell"))
    #expect(terminal.text.contains("declare  \u{1B}[32mpass"))
    terminal.press("b")
    #expect(terminal.wait(for: "declare · Enter continues"))
    terminal.press("\n")
    #expect(terminal.wait(for: "declare-again · Enter runs the cell"))
    terminal.press("q")
    process.waitOrKill()
    #expect(process.terminationStatus == 0)
    #expect(terminal.readsLines)

    let again = PseudoTerminal()
    let second = try start(["--continue"], again)
    #expect(again.wait(for: "declare-again · Enter runs the cell"))
    #expect(!again.text.contains("declare  \u{1B}[32mpass"))
    again.press("\u{3}")
    kill(second.processIdentifier, SIGINT)
    second.waitOrKill()
    #expect(second.terminationStatus == 130)
    #expect(again.readsLines)
  }

  @Test("r restarts the lesson, and the list of cells forgets their verdicts")
  func restart() throws {
    let folder = try CourseFolder("features")
    let terminal = PseudoTerminal()
    let process = try Program("crash-course").start(["run", "features", "--step"], in: folder.url, on: terminal.handle)
    #expect(terminal.wait(for: "declare · Enter runs the cell"))
    terminal.press("\n")
    #expect(terminal.wait(for: "declare-again · Enter runs the cell"))
    terminal.press("l")
    #expect(terminal.wait(for: "✓ declare\r\n"))
    terminal.press("r")
    #expect(terminal.wait(for: "restarting —"))
    #expect(terminal.wait(for: "declare · Enter runs the cell"))
    terminal.press("l")
    #expect(terminal.wait(for: "1 → declare\r\n  2 · declare-again\r\n"))
    terminal.press("q")
    process.waitOrKill()
  }

  @Test("? shows the keys, l goes to a cell, the end says what is next, and --continue alone steps")
  func keysAndJumps() throws {
    let folder = try CourseFolder("exercises")
    let terminal = PseudoTerminal()
    let process = try Program("crash-course").start(
      ["run", "exercises", "--step"], in: folder.url, on: terminal.handle)
    #expect(terminal.waitForNext("numbers · Enter runs the cell"))
    terminal.press("?")
    #expect(terminal.waitForNext("lists the cells, and goes to one"))
    terminal.press("l")
    #expect(terminal.waitForNext("3 · use"))
    terminal.press("3")
    #expect(terminal.waitForNext("use · Enter runs the cell"))
    terminal.press("q")
    #expect(terminal.waitForNext("To go on here: `"))
    process.waitOrKill()

    let again = PseudoTerminal()
    let second = try Program("crash-course").start(
      ["run", "exercises", "--continue"], in: folder.url, on: again.handle)
    #expect(again.waitForNext("use · Enter runs the cell"))
    again.press("\n")
    #expect(again.waitForNext("mean · Enter runs the cell"))
    again.press("\n")
    #expect(again.waitForNext("Exercises to solve: largest, mean, median"))
    #expect(again.waitForNext("Next lesson: `"))
    #expect(again.waitForNext("Enter quits"))
    again.press("q")
    second.waitOrKill()
  }

  @Test("Stepping is refused without a terminal")
  func noTerminal() throws {
    let result = try Program("crash-course").run(["run", "features", "--step"], in: CommandTests.root)
    #expect(result.code == 64)
    #expect(result.errors.hasPrefix("Error: --step needs a terminal"))
  }
}
