import LessonFormat
import LessonRuntime

/// The parts of a lesson as a terminal shows them, before anything is known of a run.
struct LessonPage {
  let lesson: Lesson
  let style: Style

  /// The prose of some lines, headings emphasised; expected outputs and front matter are left out.
  func prose(_ lines: Range<Int>) -> String {
    let segments = lesson.segments.filter { $0.kind == .prose && $0.lines.overlaps(lines) }
    let texts = segments.flatMap { segment in
      let lines = segment.lines.clamped(to: lines).map { lesson.source.text(ofLine: $0) }
      return ProseText(lines.filter { !$0.isDetailsTag }, style: style).lines
    }
    return texts.collapsingEmptyLines.map { $0 + "\n" }.joined()
  }

  /// A cell's code, with a rule before each line.
  func code(_ cell: Cell) -> String {
    let lines = cell.code.withoutControls.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.map { "  " + style.dim("│") + " " + style.blue(String($0)) + "\n" }.joined()
  }

  /// What a cell printed, or is expected to print; where figures are drawn, each stands below its line of text.
  func output(_ text: String, figures: [Figure] = []) -> String {
    var lines = text.withoutControls.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    var waiting = style.drawsFigures ? figures[...] : []
    return lines.map { line in
      var text = line.isEmpty ? "\n" : "  \(line)\n"
      if let figure = waiting.first, figure.summary == line {
        waiting.removeFirst()
        text += FigureDrawing(figure, style: style).lines.map { "  \($0)\n" }.joined()
      }
      return text
    }.joined()
  }
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
