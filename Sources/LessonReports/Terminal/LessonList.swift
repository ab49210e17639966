import LessonFormat
import LessonPresentation
import LessonRunner
import TextFormatting

/// A list of lessons with their titles, cells and needs, as lines of text for people or as JSON objects for programs.
public struct LessonList {
  private let lessons: [Lesson]
  private let part: ((Lesson) -> String?)?
  private let solvedTasks: (Lesson) -> Set<LessonTask>

  /// Creates a list of the given lessons.
  ///
  /// - Parameters:
  ///   - part: returns the title of a lesson's part, or nil if no part names it; nil if the course has no parts.
  ///   - solvedTasks: returns the exercises and questions of a lesson that a learner has solved.
  public init(
    _ lessons: [Lesson], part: ((Lesson) -> String?)? = nil,
    solvedTasks: @escaping (Lesson) -> Set<LessonTask> = { _ in [] }
  ) {
    (self.lessons, self.part, self.solvedTasks) = (lessons, part, solvedTasks)
  }

  /// The list for people, with one line per lesson, below the titles of the parts.
  public var text: String {
    let width = lessons.map(\.name.count).max() ?? 0
    return lessons.groups { part?($0) }.map { title, lessons in
      (title.map { $0.withoutControls + "\n" } ?? "") + lines(lessons, width)
    }.joined(separator: "\n")
  }

  private func lines(_ lessons: [Lesson], _ width: Int) -> String {
    lessons.map { lesson in
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
      let part = part.map { [("part", $0(lesson).map { JSONValue.string($0) } ?? .null)] } ?? []
      let beginning = [
        ("schema", .integer(2)), ("lesson", .string(lesson.name)), ("title", .string(lesson.title)),
        ("file", JSONValue.string(lesson.file)),
      ]
      return JSONValue.object(
        beginning + part + [
          ("cells", .array(lesson.cells.map { .string($0.id) })),
          ("needs", .array(needs(of: lesson).map { .string($0) })),
          ("exercises", .array(lesson.tasks.map { .string($0.id(in: lesson)) })),
          ("solved", .array(lesson.tasks.filter(solved.contains).map { .string($0.id(in: lesson)) })),
        ]
      ).text + "\n"
    }.joined()
  }

  private func progress(of lesson: Lesson) -> String {
    let tasks = lesson.tasks
    return tasks.isEmpty
      ? "" : "  \(solvedTasks(lesson).count) of \(pluralized(tasks.count, "exercise")) solved"
  }

  private func needs(of lesson: Lesson) -> [String] { Set(lesson.cells.flatMap(\.attributes.needs)).sorted() }
}
