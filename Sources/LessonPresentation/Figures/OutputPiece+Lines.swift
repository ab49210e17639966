import Figures
import LessonFormat
import LessonRunner

extension OutputPiece {
  /// The lines that the piece prints, without their newlines, control characters shown as U+FFFD.
  package var lines: [String] {
    var lines = text.withoutControls.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

extension Figure {
  /// What is written below the figure, or in its place.
  package var caption: String { String(summary.withoutControls.dropFirst().dropLast()) }
}
