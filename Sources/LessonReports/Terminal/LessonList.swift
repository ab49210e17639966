import LessonFormat
import LessonPresentation
import LessonRunner
import TextFormatting

/// A list of lessons with their titles, cells and needs, as lines of text for people or as JSON objects for programs.
public struct LessonList {
  private let lessons: [Lesson]
  private let solvedTasks: (Lesson) -> Set<LessonTask>

  /// Creates a list of the given lessons.
  ///
  /// - Parameter solvedTasks: returns the exercises and questions of a lesson that a learner has solved.
  public init(_ lessons: [Lesson], solvedTasks: @escaping (Lesson) -> Set<LessonTask> = { _ in [] }) {
    (self.lessons, self.solvedTasks) = (lessons, solvedTasks)
  }

  /// The list for people, with one line per lesson.
  public var text: String {
    let width = lessons.map(\.name.count).max() ?? 0
    return lessons.map { lesson in
      let name = lesson.name + String(repeating: " ", count: width - lesson.name.count)
      let cells = pluralized(lesson.cells.count, "cell")
      let pad = String(repeating: " ", count: max(0, 8 - cells.count))
      let needs = needs(of: lesson)
      return "\(name)  \(pad)\(cells)  \(lesson.title)"
        + (needs.isEmpty ? "" : "  (needs \(needs.joined(separator: ", ")))") + progress(of: lesson) + "\n"
    }.joined()
  }

  /// The list for programs, with one JSON object per line.
  public var json: String {
    lessons.map { lesson in
      let solved = solvedTasks(lesson)
      return JSONValue.object([
        ("schema", .integer(2)), ("lesson", .string(lesson.name)), ("title", .string(lesson.title)),
        ("file", .string(lesson.file)), ("cells", .array(lesson.cells.map { .string($0.id) })),
        ("needs", .array(needs(of: lesson).map { .string($0) })),
        ("exercises", .array(lesson.tasks.map { .string($0.id(in: lesson)) })),
        ("solved", .array(lesson.tasks.filter(solved.contains).map { .string($0.id(in: lesson)) })),
      ]).text + "\n"
    }.joined()
  }

  private func progress(of lesson: Lesson) -> String {
    let tasks = lesson.tasks
    return tasks.isEmpty
      ? "" : "  \(solvedTasks(lesson).count) of \(pluralized(tasks.count, "exercise")) solved"
  }

  private func needs(of lesson: Lesson) -> [String] { Set(lesson.cells.flatMap(\.attributes.needs)).sorted() }
}
