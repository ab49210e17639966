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

  /// Returns the prose and the questions of the given lines.
  ///
  /// What is folded, such as a hint, is shown only if it has all of the lines; expected outputs and front matter are not shown.
  func prose(_ lines: Range<Int>) -> String {
    guard !lines.isEmpty else { return "" }
    guard let body else { return source(lines) }
    let blocks = body.parts.flatMap { part -> [ProseBlock] in
      if case .fold(let fold) = part, lines.clamped(to: fold.lines) != lines { return [] }
      return part.prose.filter { lines.contains($0.line) }.compactMap(\.block)
    }
    return "\n" + text(blocks)
  }

  /// Returns the prose of the given lines of what is folded, without the summary.
  func folded(_ lines: Range<Int>) -> String {
    let folds = (body?.parts ?? []).compactMap { if case .fold(let fold) = $0 { fold } else { nil } }
    let prose = folds.filter { $0.lines.overlaps(lines) }.flatMap { $0.prose.dropFirst() }
    return text(prose.filter { lines.contains($0.line) }.compactMap(\.block))
  }

  private func text(_ blocks: [ProseBlock]) -> String {
    blocks.map { ProseText(style: style).lines($0).map { $0 + "\n" }.joined() + "\n" }.joined()
  }

  private func source(_ lines: Range<Int>) -> String {
    let texts = lesson.segments.filter { $0.lines.overlaps(lines) }.flatMap { segment -> [String] in
      switch segment.kind {
      case .prose:
        segment.lines.clamped(to: lines).map { lesson.source.text(ofLine: $0).withoutControls }.filter {
          !$0.isDetailsTag
        }
      case .question(let index): [""] + source(lesson.questions[index]) + [""]
      default: []
      }
    }
    return texts.collapsingEmptyLines.map { $0 + "\n" }.joined()
  }

  private func source(_ question: Question) -> [String] {
    let lines = question.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let text = question.text.isEmpty ? [] : lines + [""]
    let choices = question.choices.enumerated().map { "\($0 + 1). \($1.text)" }
    return (text + choices).map(\.withoutControls)
  }

  /// Returns a question and its choices, which are numbered from 1.
  func question(_ question: Question) -> String {
    for case .question(let index, let prose) in body?.parts ?? [] where lesson.questions[index].id == question.id {
      return String(text(prose.compactMap(\.block)).dropLast())
    }
    return source(question).map { $0 + "\n" }.joined()
  }

  /// Returns a cell's code with a vertical rule before each line.
  func code(_ cell: Cell) -> String { code(cell.code) }

  /// Returns code with a vertical rule before each line.
  func code(_ text: String) -> String {
    let code = text.withoutControls.withoutTrailingNewline
    let rule = style.isRich ? style.styled("┃", TextAttributes(role: .link)) : "│"
    let lines = style.isRich ? CodeSpan.lines(of: code) : CodeSpan.plainLines(of: code)
    guard !text.isEmpty else { return "" }
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
