import Figures
import LessonFormat

/// What came of a cell, what it printed and how long it took.
public struct CellResult: Sendable {
  /// The cell as the file has it.
  public var cell: Cell
  /// What the cell printed and showed, in order, addresses of local types removed; empty for a skipped cell.
  public var pieces: [OutputPiece]
  /// What came of it.
  public var verdict: Verdict
  /// The line of the lesson that the verdict is about, counted from 1: of the first difference, of the trap, else of the cell.
  public var line: Int
  /// How long it ran, by the clock of its process.
  public var duration: Duration

  /// The result of a cell; its line is the cell's own where none is given.
  public init(
    cell: Cell, pieces: [OutputPiece] = [], verdict: Verdict, line: Int? = nil, duration: Duration = .zero
  ) {
    self.cell = cell
    self.pieces = pieces
    self.verdict = verdict
    self.line = line ?? cell.line
    self.duration = duration
  }

  /// What the cell printed, each figure as its line of text.
  public var output: String { pieces.map(\.text).joined() }
}

extension [CellResult] {
  /// How long the cells ran together.
  public var duration: Duration { reduce(.zero) { $0 + $1.duration } }
}
