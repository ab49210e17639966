import LessonFormat
import LessonRunner
import TextFormatting

/// The message about skipped cells: once a cell is skipped, so are those after it.
package struct SkippedCells {
  package let text: String

  /// Creates the message; fails if no cell was skipped.
  package init?(_ results: [CellResult]) {
    let skips = results.compactMap { result in
      if case .skip(let reason) = result.verdict { (cell: result.cell.id, reason: reason) } else { nil }
    }
    guard let first = skips.first else { return nil }
    let more = skips.count > 1 ? " and \(pluralized(skips.count - 1, "cell")) after it" : ""
    text = "'\(first.cell)'\(more): \(first.reason.message)"
  }
}
