import LessonFormat

/// Why a lesson cannot be run.
public enum PlanningError: Error, Sendable {
  /// The course has no such lesson.
  case unknownLesson(String, suggestion: String?)
  /// Several lessons have names that begin like this.
  case ambiguousLesson(String, [String])
  /// The file has problems.
  case invalid(Lesson)
  /// A cell of the file differs from what was compiled.
  case edited(Lesson, cell: String, line: Int)
  /// The file is a lesson, but not one of this course.
  case notInCourse(file: String)
  /// The file was added since the build.
  case added(file: String)
  /// The file was removed since the build.
  case removed(file: String)
  /// The package that contains the lesson is not available.
  case noPackage(lesson: String)
  /// The system does not watch the file, for instance because it watches too many others.
  case unwatchable(file: String)
  /// The lesson has no cell with this id.
  case unknownCell(Lesson, id: String)
  /// A cell needs something that the course does not define.
  case unknownNeed(Lesson, name: String, line: Int, known: [String])
}
