import LessonFormat

/// What a lesson knows of itself: its problems, its structure, and what may stand on the lines that open its blocks.
struct LessonFeatures {
  let lesson: Lesson
  /// The names of what the course's cells can need.
  let needs: [String]
  /// The names of the course's variants.
  let variants: [String]

  /// Describes a lesson in any state.
  init(_ lesson: Lesson, needs: [String] = [], variants: [String] = []) {
    (self.lesson, self.needs, self.variants) = (lesson, needs, variants)
  }
}
