import LessonFormat
import LessonRunner

/// Something that is wrong or worth knowing, in words, and where.
public struct Diagnostic: Equatable, Sendable {
  /// How bad it is.
  public enum Kind: String, Sendable {
    case error, warning, note
  }

  /// How bad it is.
  public var kind: Kind
  /// What is wrong and what to do about it, in one line.
  public var message: String
  /// The file that it is about; nil where it is about none.
  public var file: String?
  /// Where in the file.
  public var location: SourceLocation

  /// A diagnostic at a location of a file, by default at its start.
  public init(
    _ message: String, kind: Kind = .error, file: String? = nil, location: SourceLocation = SourceLocation(line: 1)
  ) {
    self.kind = kind
    self.message = message
    self.file = file
    self.location = location
  }

  /// A diagnostic at a line of a file.
  public init(_ message: String, kind: Kind = .error, file: String, line: Int) {
    self.init(message, kind: kind, file: file, location: SourceLocation(line: line))
  }

  /// What is wrong with a cell.
  public init(_ result: CellResult, of plan: LessonPlan) {
    self.init("cell '\(result.cell.id)': \(result.message)", file: plan.lesson.file, line: result.line)
  }

  /// The diagnostic as compilers print one, `file:line:col: error: message`, and a newline.
  public func text(_ style: Style = .plain) -> String {
    let position = file.map { "\($0):\(location.line):\(location.column): " } ?? ""
    let word = "\(kind):"
    return "\(position)\(kind == .error ? style.red(word) : style.yellow(word)) \(message.withoutControls)\n"
  }

  /// The same with the line it is about, and a caret.
  public func text(_ style: Style = .plain, showing source: SourceText?) -> String {
    text(style) + (source?.excerpt(at: location) ?? "")
  }
}
