/// A parsed lesson file, which keeps every byte.
///
/// Parsing always succeeds, whatever the file contains; ``problems`` lists everything that is wrong with it.
/// Only a lesson without problems may be run.
public struct Lesson: Sendable {
  /// The file's name without folder and `.md`, such as `04-self-attention`.
  public let name: String
  /// The path that messages show.
  public let file: String
  /// What the file is.
  public let form: Form
  /// The file's bytes.
  public let source: SourceText
  /// The text of the first level-1 heading; empty if there is none.
  public let title: String
  /// The whole file, split into consecutive runs of lines without gaps.
  public let segments: [Segment]
  /// The cells in order.
  public let cells: [Cell]
  /// The questions in order.
  public let questions: [Question]
  /// The blocks of plain `swift` code that are compiled, but not run, in order; there are some only if the file asks for it.
  public let examples: [Example]
  /// All problems of the file, in the order of its lines.
  public let problems: [LessonProblem]
  /// The blocks of its Markdown.
  let outline: MarkdownOutline

  /// What a file with cells is.
  public enum Form: Sendable {
    /// A lesson of a course: it has a title, each cell has an id, and its name is in kebab-case.
    case lesson
    /// A page that is also read elsewhere, such as a README or an article: its name and its headings are its own affair, and the cells
    /// without an id are called `cell-1`, `cell-2` and so on, by their number among all cells.
    case document
  }

  /// The maximum number of cells in a lesson, and of questions, limited because compile time grows faster than that number.
  public static let cellLimit = 60

  /// The maximum number of problems that are listed.
  static let problemLimit = 1000

  /// Returns the file's bytes, joined from the segments; they equal the parsed bytes.
  public func rendered() -> [UInt8] { segments.flatMap { source.bytes[source.range(ofLines: $0.lines)] } }

  /// Returns whether a typed text means a file, rather than the name of a lesson.
  public static func isPath(_ text: String) -> Bool { text.contains("/") || text.hasSuffix(".md") }

  /// Returns the name of the lesson at a path.
  public static func name(ofFile path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".md") ? String(last.dropLast(3)) : last
  }
}

/// A run of a lesson's lines.
public struct Segment: Equatable, Sendable {
  /// The role of the lines.
  public enum Kind: Equatable, Sendable {
    /// The defaults for all cells, with the rules around them.
    case frontMatter
    /// Everything that has no other role.
    case prose
    /// A cell including its fences; the number is its index in ``Lesson/cells``.
    case cell(Int)
    /// An expected output including its fences; the numbers are the cell's index and the output's index in the cell.
    case output(cell: Int, index: Int)
    /// A check of the exercise that is the cell with this index.
    case check(cell: Int, index: Int)
    /// A hint of the exercise, with the `<details>` that folds it.
    case hint(cell: Int, index: Int)
    /// The solution of the exercise, with the `<details>` that folds it.
    case solution(cell: Int)
    /// A question; the number is its index in ``Lesson/questions``.
    case question(Int)
    /// The answer to the question with this index, with the `<details>` that folds it.
    case answer(Int)
  }

  /// The role of the lines.
  public let kind: Kind
  /// The lines, counted from 1.
  public let lines: Range<Int>
}
