import LessonPresentation
import LessonRunner

/// What a page that follows its lesson shows of a cell besides the result of its present code.
package struct LiveCell: Equatable, Sendable {
  /// What the cell waits for, in one or two words, such as `running`; nil if its result is that of its present code.
  package var state: String?
  /// What the compiler finds wrong with the cell, in its words; empty if nothing is.
  package var errors: [String] = []
  /// What the cell printed when it last got to its end, if it prints nothing now.
  package var earlier: [OutputPiece] = []

  /// Creates what is shown of a cell.
  package init() {}
}
