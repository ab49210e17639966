import LessonFormat
import LessonRuntime

/// A part of what a cell printed.
package enum OutputPiece: Equatable {
  /// Lines without their ends.
  case text([String])
  /// A figure, whose line of text is its summary.
  case figure(Figure)

  /// The lines of text that stand for the piece.
  package var lines: [String] {
    switch self {
    case .text(let lines): lines
    case .figure(let figure): [figure.summary.withoutControls]
    }
  }

  /// What to say of a figure below it, or in its place.
  package static func caption(of figure: Figure) -> String {
    String(figure.summary.withoutControls.dropFirst().dropLast())
  }

  /// Cuts an output where figures are, control characters shown as U+FFFD.
  package static func pieces(of output: String, figures: [Figure]) -> [OutputPiece] {
    var lines = output.withoutControls.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var waiting = figures.map { (figure: $0, summary: $0.summary.withoutControls) }[...]
    var pieces: [OutputPiece] = []
    var text: [String] = []
    func endText() {
      if !text.isEmpty { pieces.append(.text(text)) }
      text = []
    }
    for line in lines {
      // Figures that were shown beside other text are found, too; one that is nowhere is passed over.
      guard let index = waiting.firstIndex(where: { line.hasSuffix($0.summary) }) else {
        text.append(line)
        continue
      }
      let (figure, summary) = waiting[index]
      waiting = waiting[(index + 1)...]
      if line.utf8.count > summary.utf8.count { text.append(String(line.dropLast(summary.count))) }
      endText()
      pieces.append(.figure(figure))
    }
    endText()
    return pieces
  }
}
