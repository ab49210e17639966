import LessonPresentation

/// A form in which a check's result is written, such as `--format json`.
///
/// A course's `main` can add its own beside these.
public struct ReportFormat: Sendable {
  /// The name that a person gives, in kebab-case.
  public var name: String
  /// Makes a report in this format.
  public var makeReport: @Sendable (ReportContext) -> any Report

  /// A format under a name.
  public init(_ name: String, makeReport: @escaping @Sendable (ReportContext) -> any Report) {
    self.name = name
    self.makeReport = makeReport
  }
}

extension ReportFormat {
  /// The formats that every course has; the first is for people.
  public static let all: [ReportFormat] = [.human, .json, .github, .junit]
}

/// What a report may need to know, and where it writes.
public struct ReportContext {
  /// How the program was called, for the commands that the report advises.
  public var invocation: Invocation
  /// How text looks where the report goes.
  public var style: Style
  /// How many of the slowest cells to name.
  public var slowest: Int
  /// Takes the report's text as it comes.
  public var write: (String) -> Void
  /// Takes what does not belong into the report.
  public var writeError: (String) -> Void

  /// A context; plain text without slow cells, unless something else is given.
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
