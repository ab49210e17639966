import Foundation
import LessonFormat
import LessonPresentation
import LessonRunner
import Testing

/// What became of a cell in one run of its file.
enum CellOutcome: Sendable {
  case ended(LessonPlan, CellResult)
  /// The file could not be run.
  case refused(PlanningError)
  /// The run has ended without a result for the cell.
  case missing(LessonPlan)

  /// Whether the cell was not run because of another one, or because something is missing.
  var isSkip: Bool {
    if case .ended(_, let result) = self, case .skip = result.verdict { true } else { false }
  }

  /// Records an issue if the cell failed.
  ///
  /// - Parameter root: the path of the package.
  /// - Throws: An error that ends the test case if the cell was not run.
  func report(root: String) throws {
    switch self {
    case .ended(let plan, let result):
      if isSkip { return try skip(result, of: plan, root: root) }
      guard result.verdict.status.isFailure else { return }
      Issue.record(Self.comment(on: result, of: plan), sourceLocation: Self.location(plan, result.line, root: root))
    case .refused(let error):
      for diagnostic in error.diagnostics(.tests) {
        Issue.record(
          Comment(rawValue: diagnostic.message),
          sourceLocation: Self.location(diagnostic.file ?? "", diagnostic.location.line, root: root))
      }
    case .missing(let plan):
      Issue.record("the cell was not run", sourceLocation: Self.location(plan, 1, root: root))
    }
  }

  /// A cell that was not run because of another one must not count as passed.
  private func skip(_ result: CellResult, of plan: LessonPlan, root: String) throws {
    let location = Self.location(plan, result.line, root: root)
    #if compiler(>=6.3)
      try Test.cancel(Comment(rawValue: Self.message(result)), sourceLocation: location)
    #else
      withKnownIssue(Comment(rawValue: Self.message(result)), sourceLocation: location) {
        Issue.record(Comment(rawValue: Self.message(result)), sourceLocation: location)
      }
    #endif
  }

  private static func comment(on result: CellResult, of plan: LessonPlan) -> Comment {
    var text = message(result)
    if let variant = plan.options.variant { text = "variant \(variant): \(text)" }
    if case .differs(let mismatch) = result.verdict {
      text += "\n" + DiffText(mismatch, style: .plain, indent: "").text
    }
    return Comment(rawValue: text.trimmingCharacters(in: .newlines))
  }

  /// Returns why a cell failed or was skipped, in one line; what can be done about it is said in the words of a test target.
  static func message(_ result: CellResult) -> String {
    switch result.verdict {
    case .timeout(let limit): "still running after \(limit.text): raise the cell's `timeout`"
    case .crash(let crash): message(crash) ?? result.message
    case .skip(let reason): message(reason)
    default: result.message
    }
  }

  /// Returns why a cell is skipped.
  static func message(_ reason: SkipReason) -> String {
    if case .slow = reason {
      "slow: it runs with `let lessonTests = LessonTests(includesSlow: true)`"
    } else {
      reason.message
    }
  }

  private static func message(_ crash: Crash) -> String? {
    guard case .outOfMemory(let limit) = crash.cause else { return nil }
    return "out of memory: the cells of a file may use \(limit >> 20) MiB (see `LessonTests(memoryLimit:)`)"
  }

  private static func location(_ plan: LessonPlan, _ line: Int, root: String) -> Testing.SourceLocation {
    location(plan.lesson.file, line, root: root)
  }

  private static func location(_ file: String, _ line: Int, root: String) -> Testing.SourceLocation {
    Testing.SourceLocation(
      fileID: file.contains("/") ? file : "./\(file)", filePath: "\(root)/\(file)", line: max(1, line), column: 1)
  }
}
