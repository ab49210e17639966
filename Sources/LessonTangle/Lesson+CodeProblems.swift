import LessonFormat
import SwiftLexing

extension Lesson {
  /// All problems of the file, including those of the cells' code that keep it from being tangled.
  public var allProblems: [LessonProblem] { (problems + codeProblems).sorted { $0.location < $1.location } }

  /// The problems of the cells' code that keep it from being tangled.
  public var codeProblems: [LessonProblem] {
    // The text after an unclosed fence is not code.
    allCode.filter(\.isClosed).compactMap(\.problem).sorted { $0.location < $1.location }
  }

  /// The code of all blocks.
  var allCode: [BlockCode] { cells.flatMap(\.allCode) + examples.map { BlockCode($0.code, in: $0.fence) } }
}

/// The code of one block and its place in the file.
struct BlockCode {
  var text: String
  /// The line of the file at which the code begins, counted from 1.
  var firstLine: Int
  /// Whether the block has a closing fence.
  var isClosed: Bool

  init(_ text: String, in fence: Fence) {
    (self.text, firstLine, isClosed) = (text, fence.lines.lowerBound + 1, fence.isClosed)
  }

  /// The problem that keeps the code from being tangled.
  var problem: LessonProblem? {
    do throws(SwiftLexer.Fault) {
      let code = try CellCode(text)
      return code.reservedName.map { problem(.reservedName(CellCode.reservedPrefix), at: $0) }
    } catch {
      return problem(LessonProblem.Kind(error.kind), at: error.offset)
    }
  }

  /// Returns a problem at a byte offset of the code.
  func problem(_ kind: LessonProblem.Kind, at offset: Int) -> LessonProblem {
    let before = text.utf8.prefix(offset)
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    return LessonProblem(
      kind, at: SourceLocation(line: firstLine + before.count { $0 == "\n" }, column: column))
  }
}

extension Cell {
  /// The code of the cell's blocks: its own, and that of an exercise's checks and solution.
  var allCode: [BlockCode] {
    let checks = exercise?.checks.map { BlockCode($0.code, in: $0.fence) } ?? []
    let solution = exercise?.solution.map { [BlockCode($0.code, in: $0.fence)] } ?? []
    return [BlockCode(code, in: fence)] + checks + solution
  }
}

extension LessonProblem.Kind {
  fileprivate init(_ fault: SwiftLexer.Fault.Kind) {
    self =
      switch fault {
      case .unopenedBracket(let bracket): .unopenedBracket(bracket)
      case .unclosedBracket(let bracket): .unclosedBracket(bracket)
      case .unclosedString: .unclosedString
      case .unclosedRegex: .unclosedRegex
      case .unclosedComment: .unclosedCodeComment
      case .unclosedCondition: .unclosedCondition
      case .unopenedDirective(let directive): .unopenedDirective(directive)
      }
  }
}
