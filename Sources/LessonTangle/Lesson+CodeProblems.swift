import LessonFormat
import SwiftLexing

extension Lesson {
  /// All problems of the file, including those of the cells' code that keep it from being tangled.
  public var allProblems: [LessonProblem] { (problems + codeProblems).sorted { $0.location < $1.location } }

  /// The problems of the cells' code that keep it from being tangled.
  public var codeProblems: [LessonProblem] {
    // The text after an unclosed fence is not code.
    let unclosed = Set(
      problems.filter { if case .unclosedFence = $0.kind { true } else { false } }.map(\.location.line))
    return cells.filter { !unclosed.contains($0.line) }.compactMap { cell -> LessonProblem? in
      do throws(SwiftLexer.Fault) {
        _ = try CellCode(cell.code)
        return nil
      } catch {
        let before = cell.code.utf8.prefix(error.offset)
        let line = before.count { $0 == "\n" }
        let column = before.reversed().prefix { $0 != "\n" }.count
        return LessonProblem(
          LessonProblem.Kind(error.kind), at: SourceLocation(line: cell.line + 1 + line, column: column + 1))
      }
    }
  }
}

extension LessonProblem.Kind {
  fileprivate init(_ fault: SwiftLexer.Fault.Kind) {
    self =
      switch fault {
      case .unopenedBracket(let bracket): .unopenedBracket(bracket)
      case .unclosedBracket(let bracket): .unclosedBracket(bracket)
      case .unclosedString: .unclosedString
      case .unclosedComment: .unclosedCodeComment
      }
  }
}
