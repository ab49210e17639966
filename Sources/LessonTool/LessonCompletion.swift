import ArgumentParser
import LessonRunner
import LessonRuntime

extension CompletionKind {
  /// The names of the course's lessons.
  static var lesson: CompletionKind { .custom { _, _, _ in course.lessons.map(\.name) } }

  /// The names of the course's lessons, and after a `#` the ids of the lesson's cells.
  static var lessonOrCell: CompletionKind {
    .custom { _, _, prefix in
      guard let end = prefix.firstIndex(of: "#") else { return course.lessons.map(\.name) }
      let lesson = prefix[..<end]
      return cells(of: String(lesson)).map { "\(lesson)#\($0)" }
    }
  }

  /// The ids of the cells of the lesson that is already on the command line.
  static var cell: CompletionKind {
    .custom { words, _, _ in words.dropFirst(2).lazy.map(cells).first { !$0.isEmpty } ?? [] }
  }

  private static var course: Course { CourseProgram.current.course }

  /// The ids of the cells of a lesson as it was built; none if there is no such lesson.
  private static func cells(of lesson: String) -> [String] {
    (try? course.find(lesson))?.cells.map(\.id) ?? []
  }
}
