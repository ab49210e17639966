import LessonFormat
import LessonPresentation
import LessonRunner

/// A format for the result of a check, as in `--format json`.
///
/// A course's `main` can add formats of its own.
public struct ReportFormat: Sendable {
  /// The name for the command line, in kebab-case.
  public var name: String
  /// Creates a report in this format.
  public var makeReport: @Sendable (ReportContext) -> any Report

  /// Creates a format with a name.
  public init(_ name: String, makeReport: @escaping @Sendable (ReportContext) -> any Report) {
    self.name = name
    self.makeReport = makeReport
  }
}

extension ReportFormat {
  /// The built-in formats; the first is for people.
  public static let all: [ReportFormat] = [.human, .json, .github, .junit]
}

/// The settings and destinations of a report.
public struct ReportContext {
  /// How the program was called, for the commands that the report suggests.
  public var invocation: Invocation
  /// The style of the text.
  public var style: Style
  /// The number of slowest cells to list.
  public var slowest: Int
  /// Returns the path of a file from the root of its repository, for annotations.
  public var repositoryPath: (String) -> String = { $0 }
  /// Returns the exercises and questions of a lesson that a learner has solved.
  public var solvedTasks: (Lesson) -> Set<LessonTask> = { _ in [] }
  /// Returns the ids of a lesson's cells that have been changed since they last passed.
  public var changedCells: (Lesson) -> Set<String> = { _ in [] }
  /// Writes text of the report.
  public var write: (String) -> Void
  /// Writes messages that are not part of the report.
  public var writeError: (String) -> Void

  /// Creates a context, by default for plain text without the slowest cells.
  public init(
    invocation: Invocation, style: Style = .plain, slowest: Int = 0, write: @escaping (String) -> Void,
    writeError: @escaping (String) -> Void = { _ in }
  ) {
    self.invocation = invocation
    self.style = style
    self.slowest = slowest
    self.write = write
    self.writeError = writeError
  }
}
