import LessonFormat

/// What a lesson knows of itself: its problems, its structure, and what may stand on the lines that open its blocks.
struct LessonFeatures {
  let lesson: Lesson
  /// The names that its course knows.
  let names: CourseNames

  /// Describes a lesson in any state.
  init(_ lesson: Lesson, names: CourseNames = CourseNames()) { (self.lesson, self.names) = (lesson, names) }
}
