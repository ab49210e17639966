import Figures
import LessonFormat
import LessonRunner

extension OutputPiece {
  /// The lines of the piece, without newlines and with control characters replaced by U+FFFD.
  package var lines: [String] {
    var lines = text.withoutControls.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

extension Figure {
  /// The text below the figure, or in its place.
  package var caption: String { String(summary.withoutControls.dropFirst().dropLast()) }
}
