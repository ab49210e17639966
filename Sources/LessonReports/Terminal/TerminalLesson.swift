import Figures
import LessonFormat
import LessonPresentation
import LessonProse
import LessonRunner
import SwiftLexing

/// The parts of a lesson as a terminal shows them.
struct TerminalLesson {
  private let lesson: Lesson
  private let style: Style
  /// The prose, where it is laid out; without a width, its lines stay as the author wrote them.
  private let body: LessonBody?

  init(_ lesson: Lesson, style: Style) {
    self.lesson = lesson
    self.style = style
    // Prose that cannot be made harmless is shown as it was written, control characters replaced.
    body = style.width == nil ? nil : try? LessonBody(lesson)
  }

  /// The prose of some lines; expected outputs and front matter are left out.
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

  /// A cell's code, with a rule before each line.
  func code(_ cell: Cell) -> String {
    let code = cell.code.withoutControls.withoutTrailingNewline
    let rule = style.isRich ? style.styled("┃", TextAttributes(role: .link)) : "│"
    let lines = style.isRich ? CodeSpan.lines(of: code) : CodeSpan.plainLines(of: code)
    guard !cell.code.isEmpty else { return "" }
    return lines.flatMap { style.code($0, width: room) }.map { "  \(rule) \($0)\n" }.joined()
  }

  /// What a cell printed, or is expected to print; where figures are drawn, each stands below its line of text.
  func output(_ pieces: [OutputPiece]) -> String {
    guard style.isRich else {
      return pieces.flatMap(\.lines).map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
    }
    return pieces.flatMap { piece -> [String] in
      let lines = piece.lines.flatMap { [StyledRun(text: $0)].folded(to: room).map(style.line) }
      guard case .figure(let figure) = piece else { return lines }
      return lines + FigureDrawing(figure, room: min(76, room), style: style).lines
    }.map(framed).joined()
  }

  /// A line in the frame of a cell's output.
  private func framed(_ line: String) -> String { "  \(style.dim("│")) \(line)\n" }

  /// How many columns code and outputs may take.
  private var room: Int { max(16, (style.width ?? .max / 2) - 4) }
}

extension String {
  /// Whether the line only folds what stands around it on a web page, as is done with outputs for other circumstances.
  fileprivate var isDetailsTag: Bool { hasPrefix("<details") || hasPrefix("</details") }
}

extension [String] {
  /// The lines with one empty line wherever several follow one another.
  fileprivate var collapsingEmptyLines: [String] {
    reduce(into: []) { lines, line in
      if !(line.isEmpty && lines.last?.isEmpty == true) { lines.append(line) }
    }
  }
}
