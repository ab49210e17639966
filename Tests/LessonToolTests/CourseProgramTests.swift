import Foundation
import LessonFormat
import LessonRunner
import LessonRuntime
import Testing

@testable import LessonTool

@Suite("A course's program")
struct CourseProgramTests {
  private static func program(_ lessons: [String], version: String? = nil) -> CourseProgram {
    let compiled = lessons.map { CompiledLesson(expectedOf: Lesson(parsing: [], file: "Lessons/\($0).md")) }
    return CourseProgram(course: Course(lessons: compiled, needs: []), version: version, reports: [], pages: [])
  }

  @Test("The help names a lesson of the course, and a beginning of its name only if that is unique")
  func help() throws {
    #expect(
      Self.program(["01-sums", "02-means"]).howToBegin
        == "LESSON is a lesson's name (01-sums), a unique beginning of its name (01), or its path. To begin, try `list` and `run 01`."
    )
    #expect(
      Self.program(["sums-a", "sums-b"]).howToBegin
        == "LESSON is a lesson's name (sums-a), a unique beginning of its name, or its path. To begin, try `list` and `run sums-a`."
    )
    #expect(
      Self.program([]).howToBegin
        == "LESSON is a lesson's name, a unique beginning of its name, or its path. To begin, try `new 01-first`.")
    let help = try Program("crash-course").run(["--help"], in: CommandTests.root).output
    #expect(help.contains("(async-recursion)") && !help.contains("04-self-attention"))
  }

  @Test("A number without its zeros suggests the lesson that has it")
  func number() {
    #expect {
      try Self.program(["01-sums", "02-means"]).course.find("2")
    } throws: { error in
      guard case PlanningError.unknownLesson("2", let suggestion) = error else { return false }
      return suggestion == "02-means"
    }
  }

  @Test(
    "A file of answers belongs to the lesson with the longest name that its own ends with",
    arguments: [
      ("a/01-first.md", "01-first"), ("anna-01-first.md", "01-first"), ("anna_first.md", "first"),
      ("first.md", "first"), ("01-firsts.md", nil),
    ])
  func answers(_ file: String, _ lesson: String?) {
    #expect(AnswersRun.lesson(of: file, in: Self.program(["01-first", "first"]).course)?.name == lesson)
  }

  @Test("Parts that do not fit the lessons end the program at once, with a sentence")
  func parts() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(ExitStatus.invalidLesson), observing: [\.standardErrorContent]
    ) {
      let lesson = CompiledLesson(expectedOf: Lesson(parsing: [], file: "Lessons/01-sums.md"))
      LessonsCommand.main(
        lessons: [lesson], parts: [CoursePart("A", lessons: ["01-sum"])], mainFile: "Lessons/main.swift")
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        == "Lessons/main.swift:1:1: error: the part 'A' names a lesson '01-sum', which the course does not have: did you mean '01-sums'?\n"
    )
  }

  @Test("The build command is that of the folder that the program came from, or the course's own for it")
  func buildCommand() {
    let path = ".build-x/x86_64-unknown-linux-gnu/release/my-course"
    let build = CourseBuild(root: "/a", executable: "/a/\(path)")
    let own = BuildCommand("make build", folder: ".build-x")
    #expect(build.command(known: own) == "make build")
    #expect(
      build.command(known: BuildCommand("make build", folder: ".build-y"))
        == "swift build --package-path /a -c release --scratch-path /a/.build-x --product my-course")
    let debug = CourseBuild(root: "/a", executable: "/a/.build/x86_64-unknown-linux-gnu/debug/my-course")
    #expect(debug.command(known: own) == "swift build --package-path /a --product my-course")
    #expect(debug.otherProgram(known: own) == nil)
  }

  @Test("An installed program is built by the course's own command, which makes another program")
  func otherProgram() {
    let installed = CourseBuild(root: "/a", executable: "/usr/bin/my-course")
    let own = BuildCommand("make build", folder: ".build-x")
    #expect(installed.command(known: own) == "make build")
    #expect(installed.otherProgram(known: own) == "/a/.build-x/release/my-course")
    #expect(installed.command(known: nil) == "swift build --package-path /a --product my-course")
    #expect(installed.otherProgram(known: nil) == "/a/.build/debug/my-course")
  }

  @Test("The version is the course's, if it has one, beside the tool's")
  func version() throws {
    #expect(Self.program([], version: "2.1").versionText == "2.1 (lessons \(CourseProgram.toolVersion))")
    #expect(
      try Program("crash-course").run(["--version"], in: CommandTests.root).output
        == "lessons \(CourseProgram.toolVersion)\n")
  }

  @Test(
    "Commands in messages can be typed as they are",
    arguments: [
      ("my-course", "my-course"), ("./my-course", "./my-course"),
      (".build/debug/my-course", ".build/debug/my-course"),
      ("/p/.build/x86_64-unknown-linux-gnu/debug/my-course", ".build/x86_64-unknown-linux-gnu/debug/my-course"),
      ("/p/my-course", "./my-course"), ("/usr/bin/my-course", "/usr/bin/my-course"), ("/my p/c's", "'/my p/c'\\''s'"),
    ])
  func command(_ name: String, _ expected: String) {
    #expect(Terminal.command(calledAs: name, in: "/p") == expected)
  }

  @Test("Outside the course's package, check says once that it compares with the built-in outputs")
  func builtInLessons() throws {
    let notice = "the lesson files are not here"
    let outside = try Program("crash-course").run(
      ["check", "needs", "returns"], in: FileManager.default.temporaryDirectory)
    #expect(outside.errors.components(separatedBy: notice).count == 2, "\(outside)")
    let folder = try CourseFolder("needs")
    #expect(try !folder.run("check", "needs").errors.contains(notice))
    let path = try Program("crash-course").run(
      ["check", folder.file("needs").path], in: FileManager.default.temporaryDirectory)
    #expect(path.code == 0 && !path.errors.contains(notice), "\(path)")
  }

  @Test("Annotations name files from the root of the repository that GitHub has checked out")
  func annotations() throws {
    let folder = try CourseFolder("needs")
    try folder.write(try folder.text("needs").replacing("```output\n\"shines\"", with: "```output\n\"x\""), to: "needs")
    let workspace = folder.url.deletingLastPathComponent().path
    for (variable, prefix) in [(workspace, folder.url.lastPathComponent + "/"), ("", ""), ("/elsewhere", "")] {
      let result = try folder.run(
        "check", "needs", "--format", "github", environment: ["GITHUB_WORKSPACE": variable])
      #expect(result.output.contains("::error file=\(prefix)Tests/CrashCourse/needs.md,line=8,"), "\(result)")
    }
  }

  @Test(
    "Shells complete names of lessons, and ids of cells",
    arguments: [
      (["show", "--", "positional@0", "2", "4", "crash-course", "show", "need"], "needs"),
      (["check", "--", "positional@0", "2", "6", "crash-course", "check", "needs#"], "needs#moon"),
      (["run", "--", "--to", "4", "0", "crash-course", "run", "needs", "--to", ""], "moon"),
    ])
  func completion(_ arguments: [String], _ expected: String) throws {
    let result = try Program("crash-course").run(["---completion"] + arguments, in: CommandTests.root)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.contains(expected) && result.code == 0, "\(result)")
    #expect(lines.allSatisfy { !$0.contains("#") || $0.hasPrefix("needs#") })
  }
}
