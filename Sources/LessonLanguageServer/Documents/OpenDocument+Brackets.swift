import LessonFormat
import LessonTangle
import SwiftLexing

extension OpenDocument {
  /// Returns whether something is open in the code of the block at a position, between its start and the position.
  func hasOpenBracket(before position: TextPosition) -> Bool {
    guard let lesson = reading?.lesson, position.line < Int.max,
      let fence = lesson.codeFences.first(where: { $0.contentLines.contains(position.line + 1) })
    else { return false }
    let start = text.source.fullRange(ofLine: fence.contentLines.lowerBound).lowerBound
    let code = String(decoding: text.source.bytes[start..<text.offset(of: position)], as: UTF8.self)
    do throws(SwiftLexer.Fault) {
      _ = try SwiftLexer.tokens(of: code)
      return false
    } catch {
      return true
    }
  }
}

extension Lesson {
  /// The fences of all blocks of code.
  fileprivate var codeFences: [Fence] {
    let exercises = cells.compactMap(\.exercise)
    return cells.map(\.fence) + examples.map(\.fence) + exercises.flatMap { $0.checks.map(\.fence) }
      + exercises.compactMap { $0.solution?.fence }
  }
}
