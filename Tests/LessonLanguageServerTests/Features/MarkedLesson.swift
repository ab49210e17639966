import LessonFormat
import LessonTangle
import Testing

@testable import LessonLanguageServer

/// A lesson in whose text `|` marks a place.
struct MarkedLesson {
  let features: LessonFeatures
  /// The marked place.
  let place: TextPosition
  private let lines: [[UInt16]]

  init(_ marked: String, newline: String = "\n", as form: Lesson.Form = .lesson) throws {
    let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.contains("|") } ?? 0
    place = TextPosition(line: line, character: lines[line].prefix { $0 != "|" }.utf16.count)
    let text = lines.joined(separator: newline).replacing("|", with: "")
    self.lines = lines.map { Array($0.replacing("|", with: "").utf16) }
    features = LessonFeatures(
      Lesson(parsing: Array(text.utf8), file: "Lessons/04-test.md", as: form),
      names: CourseNames(needs: ["gpt2", "tinyshakespeare"], variants: ["stand-in"]))
  }

  /// Returns the text in a range within one line.
  func text(in range: ProtocolRange) -> String {
    guard range.start.line == range.end.line, range.start.line < lines.count else { return "(\(range))" }
    return String(decoding: lines[range.start.line][range.start.character..<range.end.character], as: UTF16.self)
  }
}
