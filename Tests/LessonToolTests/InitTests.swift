import Foundation
import LessonFormat
import Testing

@testable import LessonTool

@Suite("A new course")
struct InitTests {
  private let lessons = CommandTests.root.path

  @Test("has lessons without problems, and names made from its own")
  func course() throws {
    let folder = try EmptyFolder()
    let result = try folder.run("init", "my-course", "--lessons", lessons)
    #expect(result.code == 0, "\(result)")
    #expect(result.output.contains("\n  cd my-course\n  swift run my-course run 01"))
    #expect(result.errors.hasPrefix("note: Package.swift takes `lessons` from this machine"))
    #expect(
      try folder.files("my-course") == [
        ".github/workflows/ci.yml", ".gitignore", "Lessons/01-first-cells.md", "Lessons/02-first-exercise.md",
        "Lessons/main.swift", "Package.swift", "README.md", "Tests/MyCourseTests/MyCourseTests.swift",
      ])
    #expect(try folder.run("lint", "my-course/Lessons").code == 0)
    let manifest = try folder.text("my-course/Package.swift")
    #expect(manifest.contains(".package(path: \"\(lessons)\")"))
    #expect(manifest.contains("package: \"\(CommandTests.root.lastPathComponent.lowercased())\""))
    #expect(try folder.text("my-course/Lessons/main.swift").contains("title: \"My course\""))
  }

  @Test(
    "has a README that explains commands in a column of their own",
    arguments: ["a", "my-course", "on-the-throw-of-dice"])
  func readme(_ name: String) throws {
    let course = NewCourse(name: try CourseName(name), source: LessonsSource(.folder(path: lessons)))
    for block in course.readme.split(separator: "```sh\n").dropFirst() {
      let lines = block.prefix { $0 != "`" }.split(separator: "\n")
      let columns = lines.compactMap { line in line.firstRange(of: " # ").map { line[..<$0.lowerBound].count } }
      #expect(Set(columns).count == 1, "\(block)")
    }
  }

  @Test(
    "cannot have a name that Swift or SwiftPM does not accept, and another one is suggested",
    arguments: [
      ("3d", "course-3d"), ("My Course!", "My-Course"), ("café", "cafe"), ("日本", "my-course"), ("a--b", "a-b"),
      ("my.course", "my-course"), (".hidden", "hidden"), ("class", "class-course"), ("main", "main-course"),
      ("foundation", "foundation-course"), ("LessonTool", "LessonTool-course"), ("tangle", "tangle-course"),
      ("lessons_main", "lessons-main-course"), ("ArgumentParser", "ArgumentParser-course"), ("a\u{1B}b", "a-b"),
    ])
  func badNames(_ name: String, _ suggestion: String) throws {
    let folder = try EmptyFolder()
    let result = try folder.run("init", name, "--lessons", lessons)
    #expect(result.code == 2)
    #expect(result.errors.hasPrefix("error: a course cannot be named '"), "\(result)")
    #expect(result.errors.contains("such as \(suggestion)\n") || result.errors.contains("`--name \(suggestion)`\n"))
    #expect(!result.errors.contains("\u{1B}"))
    #expect(try folder.files().isEmpty)
    #expect(throws: Never.self) { try CourseName(suggestion) }
  }

  @Test("cannot have the name of any target that the package `lessons` has")
  func targets() throws {
    let manifest = try String(contentsOf: CommandTests.root.appending(path: "Package.swift"), encoding: .utf8)
    let targets = manifest.matches(of: /\.(systemLibrary|target|executableTarget|plugin)\(\s*name: "([^"]+)",/)
      .map { String($0.2) }.filter { $0 != "fuzz-lessons" }
    #expect(targets.count > 20)
    for target in targets { #expect(TakenNames.targets.contains(target), "\(target)") }
  }

  @Test("replaces nothing, and leaves nothing half-made")
  func refusals() throws {
    let folder = try EmptyFolder()
    try folder.write("mine\n", to: "full/mine.txt")
    try folder.write("", to: "file")
    try folder.link("nowhere", to: "link")
    let before = try folder.files()
    func error(_ place: String, _ arguments: String...) throws -> String {
      let result = try folder.run(["init", place, "--name", "mine", "--lessons", lessons] + arguments)
      #expect(result.code != 0)
      return result.errors
    }
    #expect(
      try error("full").hasPrefix("error: full is not empty (mine.txt), and nothing was changed: choose a new folder"))
    #expect(try error("file") == "error: file exists and is not a folder: choose another name\n")
    #expect(try error("link") == "error: link exists and is not a folder: choose another name\n")
    #expect(
      try error("no such/x")
        == "error: cannot make no such/x, because there is no folder no such: make it first with `mkdir -p 'no such'`\n"
    )
    let long = String(repeating: "x", count: 300)
    #expect(try error(long) == "error: cannot make \(long): File name too long; nothing was changed\n")
    let package = CommandTests.root.lastPathComponent
    #expect(try error(package).hasPrefix("error: the folder cannot be named '\(package)'"))
    #expect(try error("Swift-Mustache").hasPrefix("error: the folder cannot be named 'Swift-Mustache'"))
    #expect(try folder.files() == before)
    #expect(try folder.run("init").code == 64)
    #expect(try folder.run("init", "--docs", "--name", "x").code == 64)
  }

  @Test("is made in an empty folder or a new repository, too, and under a name of one letter")
  func emptyFolder() throws {
    let folder = try EmptyFolder()
    try folder.write("", to: ".git/HEAD")
    #expect(try folder.run("init", ".", "--name", "x", "--lessons", lessons).code == 0)
    #expect(try folder.files().contains("Tests/XTests/XTests.swift"))
    #expect(try folder.run("init", "y", "--lessons", lessons).code == 0)
  }

  @Test("is not there at all if one of its files cannot be written", arguments: [false, true])
  func failure(_ exists: Bool) throws {
    let folder = try EmptyFolder()
    let place = exists ? folder.url.path : "\(folder.url.path)/new"
    let long = String(repeating: "x", count: 300)
    let files = NewFiles(files: [("a/b/c", .text("c")), ("d", .link(to: "a")), (long, .text(""))])
    #expect(throws: StartingFailure.unwritable(place, reason: "File name too long")) { try files.create(in: place) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
