import Foundation
import Testing

@testable import LessonTool

@Suite("An installed program")
struct InstalledProgramTests {
  private static let elsewhere = FileManager.default.temporaryDirectory
  private static let noSwift = ["PATH": "/no/such/folder"]

  // A program that is not in the build folder of the working folder's package is as good as an installed one.
  private static func run(_ arguments: String...) throws -> (output: String, errors: String, code: Int32) {
    try Program("crash-course").run(arguments, in: elsewhere, environment: noSwift)
  }

  @Test(
    "says outside the course's package that it uses the lessons that were built into it, and then does all that needs no Swift",
    arguments: [
      ["list"], ["list", "--json"], ["show", "needs"], ["run", "needs"], ["lint"],
      ["render", "needs", "--to", "markdown", "-o", "OUTPUT"],
    ])
  func builtIn(_ arguments: [String]) throws {
    let output = Self.elsewhere.appending(path: "lessons-\(UUID())")
    defer { try? FileManager.default.removeItem(at: output) }
    let words = arguments.map { $0 == "OUTPUT" ? output.path : $0 }
    let outside = try Program("crash-course").run(words, in: Self.elsewhere, environment: Self.noSwift)
    #expect(outside.errors.contains("using the lessons that were built into this program\n"), "\(outside)")
    #expect(outside.code == 0, "\(outside)")
    let folder = try CourseFolder("needs")
    let inside = try Program("crash-course").run(words, in: folder.url, environment: Self.noSwift)
    #expect(!inside.errors.contains("built into this program"), "\(inside)")
  }

  @Test("does not speak of built-in lessons if it is given files")
  func files() throws {
    let folder = try CourseFolder("needs")
    for command in ["show", "run", "lint"] {
      let result = try Self.run(command, folder.file("needs").path)
      #expect(result.code == 0 && !result.errors.contains("built into"), "\(result)")
    }
  }

  @Test(
    "says in one sentence what is missing for what it cannot do outside the course's package",
    arguments: [
      (["practice"], "cannot find the course's package, which is needed to compile answers: run this in its folder"),
      (["new", "07-mine"], "cannot find the course's package, where a new lesson belongs: run this in its folder"),
      (
        ["watch", "needs"],
        "cannot find the package that contains 'needs', which `watch` builds: run this in its folder"
      ),
      (["record"], "cannot find the files of the lessons: run this in the course's package folder"),
    ])
  func outside(_ arguments: [String], _ message: String) throws {
    let result = try Program("crash-course").run(arguments, in: Self.elsewhere, environment: Self.noSwift)
    #expect(result.errors == "error: \(message)\n", "\(result)")
    #expect(result.output.isEmpty)
    #expect(result.code == (arguments == ["record"] ? 1 : 2))
  }

  @Test("does not speak of missing data where a command is refused", arguments: [["practice"], ["watch", "01"]])
  func noData(_ arguments: [String]) throws {
    let result = try Program("lessons").run(
      arguments, in: Self.elsewhere, environment: ["LESSONS_DATA": "", "XDG_CACHE_HOME": "/no/such/folder"])
    #expect(result.errors.hasPrefix("error: cannot find the ") && result.code == 2, "\(result)")
  }

  @Test("says what answers need, where the package is not available or the program is not in its build folder")
  func answers() throws {
    let folder = try CourseFolder("exercises")
    _ = try folder.run("practice", "exercises", "--plain")
    let answers = folder.url.appending(path: "Answers/exercises.md").path
    #expect(
      try Self.run("check", "--answers", answers).output.contains(
        "error: cannot find the course's package, which is needed to compile answers: run this in its folder\n"))
    let installed = try Program(installing: "crash-course", in: folder.lessonFolder)
    let moved = try installed.run(["check", "--answers", answers], in: folder.url)
    #expect(
      moved.output.contains(
        "error: answers are compiled in the folder that a program was built in: run `swift build --product crash-course`, and then use `.build/debug/crash-course`\n"
      ), "\(moved)")
  }

  @Test("names the program that has the changed lesson after a build, because it cannot be the installed one")
  func edited() throws {
    let folder = try CourseFolder("needs")
    try folder.write("# New\n", to: "new")
    let result = try folder.run("run", "new")
    #expect(
      result.errors
        == "Tests/CrashCourse/new.md:1:1: error: the lesson has been added since the build: run `swift build --product crash-course`, and then use `.build/debug/crash-course`\n"
    )
    #expect(
      try folder.run("new", "07-mine").output
        == "created Tests/CrashCourse/07-mine.md. Next: run `swift build --product crash-course`, then `.build/debug/crash-course run 07-mine` or `.build/debug/crash-course watch 07-mine`.\n"
    )
    try Data("# Elsewhere\n".utf8).write(to: folder.url.appending(path: "elsewhere.md"))
    let elsewhere = try Self.run("run", folder.url.appending(path: "elsewhere.md").path)
    #expect(
      elsewhere.errors.hasSuffix(
        "elsewhere.md:1:1: error: the lesson is not in this build: move it to the course's lessons and build the program again, in its package's folder\n"
      ), "\(elsewhere)")
  }

  @Test("watches only where Swift is installed, and says so")
  func watch() throws {
    let folder = try CourseFolder("needs")
    let terminal = PseudoTerminal()
    let program = try Program("crash-course").start(
      ["watch", "needs", "--plain"], in: folder.url, on: terminal.handle, environment: Self.noSwift)
    defer { program.interrupt() }
    #expect(
      terminal.waitForNext("error: the course is built with `swift`, which is not found: is Swift in the PATH?"))
  }
}
