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
    var waiting = figures[...]
    var pieces: [OutputPiece] = []
    for line in lines {
      if let figure = waiting.first, figure.summary.withoutControls == line {
        waiting.removeFirst()
        pieces.append(.figure(figure))
      } else if case .text(let before) = pieces.last {
        pieces[pieces.count - 1] = .text(before + [line])
      } else {
        pieces.append(.text([line]))
      }
    }
    return pieces
  }
}
