/// A lesson file: every byte of it, in order, and what the bytes mean.
///
/// A lesson is always made, whatever the file holds; what is wrong with it is in ``problems``, all of it
/// at once. Only a lesson without problems may be run.
public struct Lesson: Sendable {
  /// The file's name without folder and `.md`, such as `04-self-attention`.
  public let name: String
  /// The path that messages name.
  public let file: String
  /// The file's bytes.
  public let source: SourceText
  /// The text of the first heading of level 1; empty where there is none.
  public let title: String
  /// The whole file, cut into runs of lines that follow one another without a gap.
  public let segments: [Segment]
  /// The cells in their order.
  public let cells: [Cell]
  /// Everything that is wrong with the file, in the order of its lines.
  public let problems: [LessonProblem]

  /// The most cells one lesson may have: the compiler's time grows faster than their number.
  public static let cellLimit = 60

  /// The file's bytes, put together again from the segments: equal to what was parsed.
  public func rendered() -> [UInt8] { segments.flatMap { source.bytes[source.range(ofLines: $0.lines)] } }

  /// The name of the lesson that a path stands for.
  public static func name(ofFile path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".md") ? String(last.dropLast(3)) : last
  }
}

/// A run of a lesson's lines.
public struct Segment: Equatable, Sendable {
  /// What the lines are.
  public enum Kind: Equatable, Sendable {
    case frontMatter
    case prose
    /// A cell with its fences; the number is its index in ``Lesson/cells``.
    case cell(Int)
    /// An expected output with its fences; the numbers are the cell's index and the output's index in the cell.
    case output(cell: Int, index: Int)
  }

  /// What the lines are.
  public let kind: Kind
  /// The lines, counted from 1.
  public let lines: Range<Int>
}
