import LessonFormat

/// The Swift source of a lesson, whose line N is line N of the Markdown.
///
/// Prose becomes empty lines, a cell's lines stay where they are, and the glue code goes on line 2 and on the fence lines. Each
/// cell opens a `do` inside the previous one, so that it sees earlier declarations and can shadow them.
/// Nested functions would do the same, but their compile time is exponential in their number. Only the checks of an exercise are there
/// twice, once for the starter and once for the solution; `#sourceLocation` gives the second copy and what follows the lines of the Markdown.
public struct TangledLesson {
  /// An answer that takes the place of a solution.
  struct Answer {
    /// The index of the exercise among the lesson's cells.
    var index: Int
    var code: BlockCode
    /// The path of the answers file that the compiler shows.
    var file: String
  }

  let lesson: Lesson
  private let tangler: Tangler

  /// Tangles a lesson that has no problems.
  ///
  /// - Throws: The first problem of a cell's code; ``LessonFormat/Lesson/codeProblems`` has all of them.
  public init(_ lesson: Lesson) throws(LessonProblem) { try self.init(lesson, answer: nil) }

  /// Tangles a lesson that has no problems, or the part of it that ends with an answered exercise.
  init(_ lesson: Lesson, answer: Answer?) throws(LessonProblem) {
    let code = lesson.allCode + (answer.map { [$0.code] } ?? [])
    if let problem = code.lazy.compactMap(\.problem).first { throw problem }
    self.lesson = lesson
    tangler = Tangler(lesson, answer: answer, layout: .compiled)
  }

  /// Returns the name of the Swift type generated for a lesson.
  static func typeName(_ lesson: String) -> String {
    let name = "Lesson_" + String(lesson.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    // The names of documents, unlike those of lessons, may differ only in other characters.
    let isLesson = lesson.utf8.allSatisfy { "-abcdefghijklmnopqrstuvwxyz0123456789".utf8.contains($0) }
    return isLesson ? name : "\(name)_\(String(fnv1a(lesson.utf8), radix: 16))"
  }

  /// The name of the Swift type generated for the lesson.
  var typeName: String { Self.typeName(lesson.name) }

  /// The source of the cells.
  public var cellsSource: String { source(after: "source: source, module: lessonsModule, ") }

  /// Returns the source of the cells.
  ///
  /// - Parameter arguments: further arguments for the compiled lesson.
  func source(after arguments: String) -> String { tangler.source(after: arguments).text }

  /// The source that contains the lesson's text, so that a binary can run its lessons from any folder.
  public var textSource: String {
    """
    nonisolated extension \(typeName) {
      static let source: StaticString = \(String(decoding: lesson.source.bytes, as: UTF8.self).asSwiftTextLiteral)
    }

    """
  }
}
