import LessonFormat
import LessonReports
import Testing

@Suite("The list of lessons")
struct LessonListTests {
  private static let lessons = ["c", "long-name", "b"].map { name in
    Lesson(parsing: Array("# About \(name)\n".utf8), file: "Lessons/\(name).md")
  }

  @Test("has a line for each, below the titles of the parts if there are any")
  func text() {
    #expect(
      LessonList(Self.lessons).text
        == "c           0 cells  About c\nlong-name   0 cells  About long-name\nb           0 cells  About b\n")
    let parts = ["c": "First\u{1B}[31m", "long-name": "Second"]
    #expect(
      LessonList(Self.lessons, part: { parts[$0.name] }).text == """
        First\u{FFFD}[31m
        c           0 cells  About c

        Second
        long-name   0 cells  About long-name

        b           0 cells  About b

        """)
  }

  @Test("names the part for programs only in a course that has parts")
  func json() {
    let lines = LessonList(Self.lessons, part: { $0.name == "c" ? "First" : nil }).json.split(separator: "\n")
    #expect(
      lines[0]
        == #"{"schema":2,"lesson":"c","title":"About c","file":"Lessons/c.md","part":"First","cells":[],"needs":[],"exercises":[],"solved":[]}"#
    )
    #expect(lines[2].contains(#""part":null"#))
    #expect(!LessonList(Self.lessons).json.contains("part"))
  }
}
