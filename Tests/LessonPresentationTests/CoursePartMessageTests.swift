import LessonPresentation
import LessonRunner
import Testing

@Suite("The message about a course's parts")
struct CoursePartMessageTests {
  @Test(
    "says what is wrong and what to do",
    arguments: [
      (.noTitle(number: 2), "part 2 of the course has no title: give its `CoursePart` a title of one line"),
      (.noLessons(part: "A"), "the part 'A' names no lessons: add the names of its lessons, or remove the part"),
      (
        .unknownLesson("01-b", part: "A", suggestion: "01-a"),
        "the part 'A' names a lesson '01-b', which the course does not have: did you mean '01-a'?"
      ),
      (
        .unknownLesson("x", part: "A", suggestion: nil),
        "the part 'A' names a lesson 'x', which the course does not have: a lesson's name is that of its file without `.md`"
      ),
      (
        .repeatedLesson("01-a", part: "A", earlier: "A"),
        "the part 'A' names the lesson '01-a' twice: remove one of the names"
      ),
      (
        .repeatedLesson("01-a", part: "B", earlier: "A"),
        "the lesson '01-a' is in the parts 'A' and 'B': remove it from one of them"
      ),
    ] as [(CoursePart.Problem, String)])
  func message(_ problem: CoursePart.Problem, _ message: String) { #expect(problem.message == message) }
}
