import LessonFormat
import LessonRunner

/// A message about something wrong or worth knowing, and its location.
public struct Diagnostic: Equatable, Sendable {
  /// How serious it is.
  public enum Kind: String, Sendable {
    /// It keeps something from being done.
    case error
    /// It may not be what was meant.
    case warning
    /// It is worth knowing.
    case note
  }

  /// How serious it is.
  public var kind: Kind
  /// What is wrong and how to fix it, in one line.
  public var message: String
  /// The file that it is about, or nil if it is not about a file.
  public var file: String?
  /// The location in the file.
  public var location: SourceLocation

  /// Creates a diagnostic for a location in a file, by default its start.
  public init(
    _ message: String, kind: Kind = .error, file: String? = nil, location: SourceLocation = SourceLocation(line: 1)
  ) {
    self.kind = kind
    self.message = message
    self.file = file
    self.location = location
  }

  /// Creates a diagnostic for a line of a file.
  public init(_ message: String, kind: Kind = .error, file: String, line: Int) {
    self.init(message, kind: kind, file: file, location: SourceLocation(line: line))
  }

  /// Creates a diagnostic for a cell that failed or was skipped.
  public init(_ result: CellResult, of plan: LessonPlan) {
    self.init("cell '\(result.cell.id)': \(result.message)", file: plan.lesson.file, line: result.line)
  }

  /// Returns the diagnostic in the format of compilers, `file:line:col: error: message`, and a newline.
  public func text(_ style: Style = .plain) -> String {
    let position = file.map { "\($0):\(location.line):\(location.column): " } ?? ""
    let word = "\(kind):"
    return "\(position)\(kind == .error ? style.red(word) : style.yellow(word)) \(message.withoutControls)\n"
  }

  /// Returns the diagnostic followed by the source line and a caret.
  public func text(_ style: Style = .plain, showing source: SourceText?) -> String {
    text(style) + (source?.excerpt(at: location) ?? "")
  }
}
