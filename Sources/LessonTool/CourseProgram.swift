import LessonPages
import LessonReports
import LessonRunner

/// A course's program: its lessons, and the formats of its reports and pages.
struct CourseProgram: Sendable {
  var course: Course
  var reports: [ReportFormat]
  var pages: [PageFormat]

  /// The running program.
  @TaskLocal static var current = CourseProgram(
    course: Course(lessons: [], needs: []), reports: ReportFormat.all, pages: PageFormat.all)
}
