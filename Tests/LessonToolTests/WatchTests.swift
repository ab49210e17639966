import Foundation
import Testing

@testable import LessonTool

@Suite("Watching a lesson")
struct WatchTests {
  @Test("Saves in place and by a rename are noticed; other files are ignored")
  func saves() throws {
    let folder = try CourseFolder("needs")
    let saves = SaveEvents()
    let watch = try #require(FileWatch(folder.file("needs").path) { saves.add() })
    try withExtendedLifetime(watch) {
      try Data("# Other\n".utf8).write(to: folder.file("other"))
      #expect(!saves.next(within: .milliseconds(300)))
      try Data("# In place\n".utf8).write(to: folder.file("needs"))
      #expect(saves.next(within: .seconds(5)))
      while saves.next(within: .milliseconds(300)) {}
      try Data("# Renamed\n".utf8).write(to: folder.file("needs"), options: .atomic)
      #expect(saves.next(within: .seconds(5)))
    }
  }

  @Test("A program that cannot be rebuilt is not run")
  func noStalePass() throws {
    let folder = try CourseFolder("needs")
    let terminal = PseudoTerminal()
    let program = try Program("crash-course").start(["watch", "needs", "--plain"], in: folder.url, on: terminal.handle)
    #expect(terminal.wait(for: "— watching"))
    #expect(terminal.text.contains("building …") && terminal.text.contains("error:"))
    #expect(!terminal.text.contains("pass"))
    kill(program.processIdentifier, SIGINT)
    program.waitUntilExit()
  }

  @Test("A program in its package's build folder is rebuilt with the same settings")
  func build() {
    let build = CourseBuild(root: "/p", executable: "/p/.build-release/x86_64-unknown-linux-gnu/release/course")
    #expect(
      build.arguments == [
        "build", "--package-path", "/p", "-c", "release", "--scratch-path", "/p/.build-release", "--product", "course",
      ])
    let installed = CourseBuild(root: "/p", executable: "/usr/local/bin/course")
    #expect(installed.arguments == ["build", "--package-path", "/p", "--product", "course"])
    #expect(installed.program == "/p/.build/debug/course")
  }

  @Test("Each error of a build in a lesson is shown once, with its line")
  func errors() throws {
    let folder = try CourseFolder("needs")
    let file = folder.file("needs").path
    let output = "[1/2] Compiling\n\(file):4:1: error: no 'shine'\n\(file):4:1: error: no 'shine'\n4 | note\n"
    let build = CourseBuild(root: folder.url.path, executable: "/x")
    #expect(
      build.errors(in: output) == "Tests/CrashCourse/needs.md:4:1: error: no 'shine'\n\"shines\"\n^\n")
    #expect(build.errors(in: "error: no such module") == "error: no such module\n")
  }
}

@Suite("A new lesson")
struct NewLessonTests {
  @Test("has no problems, overwrites nothing, and has a unique number")
  func new() throws {
    let folder = try CourseFolder("needs")
    #expect(try folder.run("new", "06-mine").code == 0)
    let text = try folder.text("06-mine")
    #expect(text.hasPrefix("# Mine\n"))
    #expect(try folder.run("lint", folder.file("06-mine").path).code == 0)
    try folder.write("# Mine\n", to: "06-mine")
    let again = try folder.run("new", "06-mine")
    #expect(again.code == 2)
    #expect(
      again.errors == "error: Tests/CrashCourse/06-mine.md already exists and was not changed: choose another name\n")
    #expect(try folder.text("06-mine") == "# Mine\n")
    #expect(
      try folder.run("new", "06-other").errors
        == "error: Tests/CrashCourse/06-mine.md already has that number: choose another\n")
    #expect(try folder.run("new", "Other").errors.contains("error: a lesson cannot be named 'Other'"))
  }
}
