import LessonFormat
import LessonPresentation
import LessonRunner

/// A check as annotations on the affected lines, in the form of GitHub's workflow commands: `::error file=…,line=…::message`.
///
/// The format is described in GitHub's documentation of workflow commands. Skipped cells are warnings.
public struct GitHubReport: Report {
  private let context: ReportContext

  /// Creates a report that writes to the given context.
  public init(_ context: ReportContext) { self.context = context }

  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .cellProgressed, .cellKeptValue, .cellStillRunning, .printedAfterLastCell,
      .lessonEnded:
      break
    case .lessonRefused(let error):
      for diagnostic in error.diagnostics(context.invocation) { annotate("error", diagnostic, title: "lesson") }
    case .cellEnded(let plan, let result): report(result, of: plan)
    case .answersStarted, .answersEnded: break
    case .answerJudged(let file, _, let result):
      guard result.verdict != .solved else { return }
      annotate(result.verdict == .untouched ? "warning" : "error", Diagnostic(result, in: file), title: result.id)
    case .answersRefused(let refusal):
      for diagnostic in refusal.diagnostics(context.invocation) { annotate("error", diagnostic, title: "answers") }
    case .runEnded(let summary) where !summary.answers.isEmpty: context.write(summary.answerCounts + "\n")
    case .runEnded(let summary): context.write(summary.closingLines)
    }
  }

  private func report(_ result: CellResult, of plan: LessonPlan) {
    let title = "\(plan.lesson.name)#\(result.cell.id)"
    var diagnostic = Diagnostic(result, of: plan)
    switch result.verdict {
    case .pass: break
    case .skip(.after), .skip(.afterSkipped): break
    case .skip: annotate("warning", diagnostic, title: title)
    default:
      diagnostic.message +=
        "\n" + FailureText(result, of: plan, invocation: context.invocation, style: .plain).details.dropLast()
      annotate("error", diagnostic, title: title)
    }
  }

  private func annotate(_ level: String, _ diagnostic: Diagnostic, title: String) {
    var properties: [(String, String)] = []
    if let file = diagnostic.file {
      properties = [
        ("file", context.repositoryPath(file)), ("line", "\(diagnostic.location.line)"),
        ("col", "\(diagnostic.location.column)"),
      ]
    }
    let words = (properties + [("title", title)]).map { "\($0)=\(Self.escaped($1, inProperty: true))" }
    context.write(
      "::\(level) \(words.joined(separator: ","))::\(Self.escaped(diagnostic.message, inProperty: false))\n")
  }

  private static func escaped(_ text: String, inProperty: Bool) -> String {
    text.escaping { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case ":" where inProperty: "%3A"
      case "," where inProperty: "%2C"
      default: nil
      }
    }
  }
}

extension ReportFormat {
  /// Annotations for pull requests on GitHub.
  public static let github = ReportFormat("github") { GitHubReport($0) }
}
