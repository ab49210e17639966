import LessonFormat
import LessonRuntime
import Testing

@testable import LessonRunner

@Suite("The parts of a course")
struct CoursePartTests {
  private static func course(_ names: [String], _ parts: [CoursePart]) -> Course {
    let lessons = names.map { name in
      let text = "# \(name)\n\n```swift-cell id=a\n```\n"
      return CompiledLesson(expectedOf: Lesson(parsing: Array(text.utf8), file: "Lessons/\(name).md"))
    }
    return Course(lessons: lessons, parts: parts, needs: [])
  }

  @Test("order the lessons; those that no part names come last")
  func order() {
    let parts = [CoursePart("Two", lessons: ["d", "b"]), CoursePart("One", lessons: ["a"])]
    let course = Self.course(["a", "b", "c", "d", "e"], parts)
    #expect(course.lessons.map(\.name) == ["d", "b", "a", "c", "e"])
    #expect(course.lessons.map { course.part(of: $0.name) } == ["Two", "Two", "One", nil, nil])
    #expect(course.lesson(after: "b")?.name == "a" && course.lesson(after: "a")?.name == "c")
    #expect(course.partProblem == nil)
    let groups = course.lessons.groups { course.part(of: $0.name) }
    #expect(groups.map(\.part) == ["Two", "One", nil] && groups.map(\.elements.count) == [2, 1, 2])
    #expect(Self.course(["b", "a"], []).lessons.map(\.name) == ["b", "a"])
  }

  @Test(
    "have titles and lessons of the course, each in one place",
    arguments: [
      ([CoursePart(" ", lessons: ["01-a"])], .noTitle(number: 1)),
      ([CoursePart("A", lessons: ["01-a"]), CoursePart("B\nC", lessons: ["02-b"])], .noTitle(number: 2)),
      ([CoursePart("A", lessons: [])], .noLessons(part: "A")),
      ([CoursePart("A", lessons: ["01-b"])], .unknownLesson("01-b", part: "A", suggestion: "01-a")),
      ([CoursePart("A", lessons: ["nothing"])], .unknownLesson("nothing", part: "A", suggestion: nil)),
      ([CoursePart("A", lessons: ["01-a", "01-a"])], .repeatedLesson("01-a", part: "A", earlier: "A")),
      (
        [CoursePart("A", lessons: ["01-a"]), CoursePart("B", lessons: ["02-b", "01-a"])],
        .repeatedLesson("01-a", part: "B", earlier: "A")
      ),
    ] as [([CoursePart], CoursePart.Problem)])
  func problems(_ parts: [CoursePart], _ problem: CoursePart.Problem) {
    #expect(Self.course(["01-a", "02-b"], parts).partProblem == problem)
  }
}
