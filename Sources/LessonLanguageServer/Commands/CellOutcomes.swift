import LessonFormat

/// The outcomes of a lesson's cells, each as long as its cell is not changed.
struct CellOutcomes {
  private struct Entry {
    /// The cell's text when it ran, with its outputs.
    var text: [UInt8]
    /// The distance of the line from the cell's first one.
    var offset: Int
    var outcome: CellOutcome
  }

  private var entries: [Entry] = []

  /// Puts outcomes in the place of earlier ones of the same cells.
  mutating func add(_ outcomes: [CellOutcome], in lesson: Lesson) {
    let new = Set(outcomes.map(\.cell))
    entries.removeAll { new.contains($0.outcome.cell) }
    for outcome in outcomes {
      guard let cell = lesson.cells.first(where: { $0.id == outcome.cell }) else { continue }
      entries.append(
        Entry(text: lesson.text(of: cell), offset: outcome.line - cell.line, outcome: outcome))
    }
  }

  /// Returns the outcomes of cells that are still as they were, at their present lines.
  func current(in lesson: Lesson) -> [CellOutcome] {
    let cells = Dictionary(lesson.cells.map { ($0.id, $0) }) { first, _ in first }
    return entries.compactMap { entry in
      guard let cell = cells[entry.outcome.cell], lesson.text(of: cell) == entry.text else { return nil }
      var outcome = entry.outcome
      outcome.line = cell.line + entry.offset
      return outcome
    }
  }

  /// Removes the outcomes of cells that have changed.
  mutating func removeOutdated(in lesson: Lesson) {
    guard !entries.isEmpty else { return }
    let current = Set(current(in: lesson).map(\.cell))
    entries.removeAll { !current.contains($0.outcome.cell) }
  }
}

extension Lesson {
  /// Returns the bytes of a cell with its fences, and of its outputs.
  fileprivate func text(of cell: Cell) -> [UInt8] {
    ([cell.fence] + cell.outputs.map(\.fence)).flatMap { source.bytes[source.range(ofLines: $0.lines)] }
  }
}
