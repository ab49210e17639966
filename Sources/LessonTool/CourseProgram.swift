import LessonPages
import LessonReports
import LessonRunner

/// A course's program: its lessons, and the formats in which it reports and renders them.
struct CourseProgram: Sendable {
  var course: Course
  var reports: [ReportFormat]
  var pages: [PageFormat]

  /// The program that runs.
  @TaskLocal static var current = CourseProgram(
    course: Course(lessons: [], needs: []), reports: ReportFormat.all, pages: PageFormat.all)
}
