import Figures
import LessonFormat

/// The result of a cell: its verdict, its output and its duration.
public struct CellResult: Sendable {
  /// The cell as it is in the file.
  public var cell: Cell
  /// The texts and figures that the cell printed, in order and without the addresses of local types; empty for a skipped cell.
  public var pieces: [OutputPiece]
  /// The verdict on the cell.
  public var verdict: Verdict
  /// The line of the lesson that the verdict is about, counted from 1: that of the first difference, of the trap, or otherwise of the cell.
  public var line: Int
  /// The expectations of an exercise's checks that were evaluated, in order.
  public var expectations: [CheckedExpectation] = []
  /// The time that it ran, measured in its process.
  public var duration: Duration

  /// Creates a result; the line is the cell's own by default.
  public init(
    cell: Cell, pieces: [OutputPiece] = [], verdict: Verdict, line: Int? = nil, duration: Duration = .zero
  ) {
    self.cell = cell
    self.pieces = pieces
    self.verdict = verdict
    self.line = line ?? cell.line
    self.duration = duration
  }

  /// The cell's output as text, with each figure as its summary.
  public var output: String { pieces.map(\.text).joined() }
}

extension [CellResult] {
  /// The total time that the cells ran.
  public var duration: Duration { reduce(.zero) { $0 + $1.duration } }
}
