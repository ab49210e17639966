import Figures
import LessonFormat
import LessonPresentation
import LessonProse
import LessonRunner
import SwiftLexing

/// A lesson whose parts can be formatted for a terminal.
struct TerminalLesson {
  private let lesson: Lesson
  private let style: Style
  /// The prose to lay out, or nil if its lines are shown as the author wrote them.
  private let body: LessonBody?

  init(_ lesson: Lesson, style: Style) {
    self.lesson = lesson
    self.style = style
    // Prose that cannot be sanitized is shown as it was written, with control characters replaced.
    body = style.width == nil ? nil : try? LessonBody(lesson, isForPages: false)
  }

  /// Returns the prose of the given lines, without expected outputs and front matter.
  func prose(_ lines: Range<Int>) -> String {
    guard let body else { return source(lines) }
    var text = ""
    for case .prose(let prose) in body.parts where lines.contains(prose.line) {
      guard let block = prose.block else { continue }
      text += ProseText(style: style).lines(block).map { $0 + "\n" }.joined() + "\n"
    }
    return "\n" + text
  }

  private func source(_ lines: Range<Int>) -> String {
    let segments = lesson.segments.filter { $0.kind == .prose && $0.lines.overlaps(lines) }
    let texts = segments.flatMap { segment in
      segment.lines.clamped(to: lines).map { lesson.source.text(ofLine: $0).withoutControls }.filter {
        !$0.isDetailsTag
      }
    }
    return texts.collapsingEmptyLines.map { $0 + "\n" }.joined()
  }

  /// Returns a cell's code with a vertical rule before each line.
  func code(_ cell: Cell) -> String {
    let code = cell.code.withoutControls.withoutTrailingNewline
    let rule = style.isRich ? style.styled("┃", TextAttributes(role: .link)) : "│"
    let lines = style.isRich ? CodeSpan.lines(of: code) : CodeSpan.plainLines(of: code)
    guard !cell.code.isEmpty else { return "" }
    return lines.flatMap { style.code($0, width: room) }.map { "  \(rule) \($0)\n" }.joined()
  }

  /// Returns a cell's actual or expected output; figures, if they are drawn, are below their summaries.
  func output(_ pieces: [OutputPiece]) -> String {
    guard style.isRich else {
      return pieces.flatMap(\.lines).map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
    }
    return pieces.flatMap { piece -> [String] in
      let lines = piece.lines.flatMap { [StyledRun(text: $0)].folded(to: room).map(style.line) }
      guard case .figure(let figure) = piece else { return lines }
      return lines + FigureText(figure, room: min(76, room), style: style).lines
    }.map(framed).joined()
  }

  /// Returns a line within the frame of a cell's output.
  private func framed(_ line: String) -> String { "  \(style.dim("│")) \(line)\n" }

  /// The maximum number of columns for code and outputs.
  private var room: Int { max(16, (style.width ?? .max / 2) - 4) }
}

extension String {
  /// Whether the line only folds the lines around it on a web page, as authors do with the outputs of other variants.
  fileprivate var isDetailsTag: Bool { hasPrefix("<details") || hasPrefix("</details") }
}

extension [String] {
  /// The lines with each run of empty lines replaced by one.
  fileprivate var collapsingEmptyLines: [String] {
    reduce(into: []) { lines, line in
      if !(line.isEmpty && lines.last?.isEmpty == true) { lines.append(line) }
    }
  }
}
