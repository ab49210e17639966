import LessonFormat

/// The Swift source of a lesson that is being edited: whatever its state, there is a source, and broken code in one cell leaves the others as
/// they are.
///
/// Line N of the lesson is line N of the source. Imports are on line 1; code at file scope, and the second copy of an exercise's checks, are
/// after the last line. What a cell leaves open is closed on the line of its closing fence, a string or an interpolation at the end of its own
/// line; what closes nothing, and a `#if` without its `#endif`, is replaced by spaces. Cells beyond ``LessonFormat/Lesson/cellLimit`` are left out.
public struct EditedLesson: Sendable {
  /// The Swift source, without `#sourceLocation`.
  public let source: String
  /// The positions of the lesson's code in the source.
  public let map: PositionMap

  /// Tangles a lesson, with or without problems.
  public init(_ lesson: Lesson) {
    let text = Tangler(lesson, layout: .edited).source(after: "source: source, module: lessonsModule, ")
    source = text.text
    map = PositionMap(text)
  }
}
