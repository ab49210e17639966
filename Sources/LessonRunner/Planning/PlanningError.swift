import LessonFormat

/// Why a lesson cannot be run.
public enum PlanningError: Error, Sendable {
  /// The course has no such lesson.
  case unknownLesson(String, suggestion: String?)
  /// Several lessons have names that begin so.
  case ambiguousLesson(String, [String])
  /// The file has problems.
  case invalid(Lesson)
  /// A cell of the file is not what was compiled.
  case edited(Lesson, cell: String, line: Int)
  /// The file is a lesson, but none of this course.
  case notInCourse(file: String)
  /// The file was added since the build.
  case added(file: String)
  /// The file was removed since the build.
  case removed(file: String)
  /// The package, whose lesson is to be built again, is not at hand.
  case noPackage(lesson: String)
  /// The lesson has no cell with the wanted id.
  case unknownCell(Lesson, id: String)
  /// A cell needs something that nobody has heard of.
  case unknownNeed(Lesson, name: String, line: Int, known: [String])
}
