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
        let code = try CellCode(cell.code)
        return code.reservedName.map { cell.problem(.reservedName(CellCode.reservedPrefix), at: $0) }
      } catch {
        return cell.problem(LessonProblem.Kind(error.kind), at: error.offset)
      }
    }
  }
}

extension Cell {
  /// Returns a problem at a byte offset of the cell's code.
  fileprivate func problem(_ kind: LessonProblem.Kind, at offset: Int) -> LessonProblem {
    let before = code.utf8.prefix(offset)
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    return LessonProblem(kind, at: SourceLocation(line: line + 1 + before.count { $0 == "\n" }, column: column))
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
