import LessonFormat
import LessonRuntime

/// What came of a cell, what it printed and how long it took.
public struct CellResult: Sendable {
  /// The cell as the file has it.
  public var cell: Cell
  /// What the cell printed, addresses of local types removed; empty for a skipped cell.
  public var output: String
  /// What came of it.
  public var verdict: Verdict
  /// What the cell showed, in order; the line of text of each is in the output.
  public var figures: [Figure] = []
  /// The line of the lesson that the verdict is about, counted from 1: of the first difference, of the trap, else of the cell.
  public var line: Int
  /// How long it ran, by the clock of its process.
  public var duration: Duration

  /// The result of a cell; its line is the cell's own where none is given.
  public init(cell: Cell, output: String = "", verdict: Verdict, line: Int? = nil, duration: Duration = .zero) {
    self.cell = cell
    self.output = output
    self.verdict = verdict
    self.line = line ?? cell.line
    self.duration = duration
  }
}

extension [CellResult] {
  /// How long the cells ran together.
  public var duration: Duration { reduce(.zero) { $0 + $1.duration } }
}

/// How many cells came to which verdict, and how long they took together.
public struct Summary: Equatable, Sendable {
  /// How many lessons were run.
  public private(set) var lessons = 0
  /// How many cells came to each verdict; verdicts that no cell came to are left out.
  public private(set) var counts: [Status: Int] = [:]
  /// How long the run took as a whole.
  public var duration: Duration = .zero

  /// The counts before a run.
  public init() {}

  /// How many cells there are.
  public var cells: Int { counts.values.reduce(0, +) }

  /// How many cells came to a verdict.
  public func count(_ status: Status) -> Int { counts[status] ?? 0 }

  /// The exit code for these verdicts.
  public var exitCode: Int32 { counts.keys.map(\.exitCode).max() ?? 0 }

  /// Adds the results of a lesson.
  public mutating func add(_ results: [CellResult]) {
    lessons += 1
    for result in results { counts[result.verdict.status, default: 0] += 1 }
  }
}
