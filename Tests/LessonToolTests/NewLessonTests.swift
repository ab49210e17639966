import Foundation
import LessonRunner
import Testing

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
  }

  @Test(
    "is not created under a name that is no plain file name",
    arguments: ["Other", "../evil", "../../evil", "a/b", "/tmp/evil", ".hidden", "a.md", "..", "a\u{1B}b", "a b", ""])
  func badNames(_ name: String) throws {
    let folder = try CourseFolder("needs")
    let result = try folder.run("new", name)
    #expect(result.code == 2, "\(result)")
    #expect(result.errors.hasPrefix("error: a lesson cannot be named '"), "\(result)")
    #expect(!result.errors.contains("\u{1B}"))
    #expect(try folder.entries() == ["needs.md"])
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
    #expect(!files.contains { $0.contains("evil") })
  }

  @Test("is created beside the main file in a course without lessons")
  func emptyCourse() throws {
    let folder = try CourseFolder()
    func course(_ mainFile: String) -> Course {
      Course(lessons: [], needs: [], mainFile: mainFile, workingFolder: folder.lessonFolder.path)
    }
    let own = course(folder.lessonFolder.path + "/main.swift")
    #expect(own.root == folder.url.path)
    #expect(own.lessonFolder == "Tests/CrashCourse")
    try folder.write("# New\n", to: "01-new")
    #expect(own.addedFiles == ["Tests/CrashCourse/01-new.md"])
    #expect(course("/elsewhere/main.swift").root == nil)
  }
}
