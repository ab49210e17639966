import Foundation
import LessonFormat
import LessonRuntime
import Testing

@testable import LessonRunner

/// A folder with commands (`arguments`, one per line), their expected output (`expected`) and the files they use.
struct CommandCase: CustomTestStringConvertible, Sendable {
  var folder: URL
  var testDescription: String { folder.lastPathComponent }

  static let all: [CommandCase] = {
    let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    let folders = (try? FileManager.default.contentsOfDirectory(at: cases, includingPropertiesForKeys: nil)) ?? []
    return folders.sorted { $0.path < $1.path }.map { CommandCase(folder: $0) }
  }()

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}

@Suite("The commands")
struct CommandTests {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  @Test("print the expected output", arguments: CommandCase.all)
  func cases(_ test: CommandCase) throws {
    let commands = try test.text("arguments").split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    var printed = ""
    for command in commands {
      // A case with files of its own runs in its folder, other cases in the package.
      let hasFiles = try FileManager.default.contentsOfDirectory(atPath: test.folder.path).count > 2
      let result = try Program(command[0]).run(Array(command.dropFirst()), in: hasFiles ? test.folder : Self.root)
      printed += result.output + result.errors + "[exit \(result.code)]\n"
    }
    let mismatch = OutputMatcher(try test.text("expected")).mismatch(printed)
    #expect(mismatch == nil, "\(printed)")
  }

  @Test(
    "leave no process behind when they are killed, and name the cell if they can", arguments: ["run", "watch"],
    [SIGKILL, SIGINT, SIGTERM])
  func killed(_ command: String, _ signal: Int32) throws {
    let folder = try CourseFolder("endless-loop")
    let swift = try FakeSwift()
    let terminal = PseudoTerminal()
    try swift.setBuild(of: folder.url)
    let program = try Program("crash-course").start(
      [command, "endless-loop", "--plain"], in: folder.url, on: terminal.handle, environment: swift.environment)
    #expect(terminal.wait(for: "while turns"))
    usleep(100_000)
    let children = try Program.running().filter { $0.parent == program.processIdentifier }.map(\.process)
    #expect(children.count == 1)
    kill(program.processIdentifier, signal)
    terminal.readAll(of: program)
    program.waitUntilExit()
    if signal == SIGINT { #expect(program.terminationStatus == 130) }
    let message = "interrupted, while running Tests/CrashCourse/endless-loop.md:16: cell 'stuck'"
    #expect(terminal.text.contains(message) == (signal != SIGKILL), "\(terminal.text)")
    usleep(200_000)
    #expect(try !Program.running().contains { children.contains($0.process) })
  }

  @Test("A lesson that was edited after the build is refused, unless only its prose or its outputs changed")
  func edited() throws {
    let folder = try CourseFolder("throws", "needs")
    let text = try folder.text("needs")
    func check(_ text: String) throws -> (output: String, code: Int32) {
      try folder.write(text, to: "needs")
      let result = try folder.run("check", "needs")
      return (result.output + result.errors, result.code)
    }
    #expect(try check(text).code == 0)
    #expect(try check("# Another title\n\nMore.\n" + text.dropFirst(2)).code == 0)
    let output = try check(text.replacing("```output\n\"shines\"", with: "```output\n\"blinks\""))
    #expect(output.code == 1)
    #expect(
      output.output.contains("needs.md:8:1: error: cell 'sun': line 8 differs: `\"shines\"`, expected `\"blinks\"`")
    )
    let code = try check(text.replacing("moon\n\"is", with: "moon\n\"was"))
    #expect(code.code == 2)
    #expect(
      code.output.contains("needs.md:11:1: error: the cell 'moon' has been edited since the build: run `swift build"))
    let invalid = try check(text.replacing("id=stars", with: "id=sun"))
    #expect(invalid.code == 2)
    #expect(invalid.output.contains("needs.md:19:15: error: the id 'sun' is already used on line 3"))

    try FileManager.default.removeItem(at: folder.file("needs"))
    try folder.write("# New\n", to: "new")
    let list = try folder.run("list")
    #expect(list.code == 2)
    #expect(
      list.errors.contains(
        "Tests/CrashCourse/needs.md:1:1: error: the lesson has been removed since the build: run `swift build"))
    #expect(
      list.errors.contains(
        "Tests/CrashCourse/new.md:1:1: error: the lesson has been added since the build: run `swift build"))
    let lint = try folder.run("lint")
    #expect(lint.code == 2)
    #expect(lint.errors.contains("Tests/CrashCourse/needs.md:1:1: error: the lesson has been removed since the build"))
  }

  @Test("A program refuses to run a different text of a lesson than the one it was built from")
  func outdated() throws {
    let lesson = Lesson(parsing: Array("# T\n\n```swift-cell id=sun\n1\n```\n".utf8), file: "a/needs.md")
    let compiled = CompiledLesson(expectedOf: lesson)
    let plan = try LessonPlan(lesson, compiled, selection: .all, needs: [], options: RunOptions())
    let results = Runner(executable: Program("crash-course").path).run(plan) { _ in }
    #expect(results.map(\.verdict) == [.crash(Crash(.outdatedBuild))])
    let unrequested = try Program("crash-course").run(["_worker", "needs"], in: Self.root)
    #expect(unrequested.code == 64 && unrequested.errors.hasPrefix("error: cannot run the requested lesson"))
  }

  @Test("check --failed runs the cells that failed last time, and nothing once all of them pass")
  func failed() throws {
    let folder = try CourseFolder("needs", "features")
    let state = ["XDG_STATE_HOME": folder.url.appending(path: "state").path]
    let text = try folder.text("needs")
    try folder.write(text.replacing("```output\n\"shines\"", with: "```output\n\"blinks\""), to: "needs")
    #expect(try folder.run("check", "needs", "features", environment: state).code == 1)
    let again = try folder.run("check", "--failed", environment: state)
    #expect(again.code == 1)
    #expect(again.output.contains("1 lesson, 1 cell,"), "\(again)")
    try folder.write(text, to: "needs")
    #expect(try folder.run("check", "--failed", environment: state).code == 0)
    let none = try folder.run("check", "--failed", environment: state)
    #expect(none.code == 4)
    #expect(none.errors == "no cell failed last time\n")
  }

  @Test("A cell cannot pass by writing the runner's messages itself")
  func forged() throws {
    let result = try Program("crash-course").run(["check", "forges"], in: Self.root)
    #expect(result.code == 1)
    #expect(result.output.contains("✗ forges  1 pass, 1 fail"), "\(result.output)")
  }

  @Test("Lessons run from any folder, with the text that the binary contains")
  func anywhere() throws {
    let result = try Program("lessons").run(["check", "04"], in: FileManager.default.temporaryDirectory)
    #expect(result.code == 0)
    #expect(result.output.contains("✓ 04-self-attention"))
  }
}
