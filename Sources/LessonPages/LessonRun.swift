import Figures
import LessonFormat
import LessonPresentation
import LessonRunner

/// A lesson that was run, and what came of it.
public struct LessonRun: Sendable {
  /// The lesson as its file has it.
  public let lesson: Lesson
  /// The variant it ran with; nil for none.
  public let variant: String?
  /// What was printed as the lesson's scopes ended.
  public let trailingOutput: String
  let location: String?
  private let results: [String: CellResult]

  /// A run of a whole lesson.
  ///
  /// - Parameter trailingOutput: what was printed after the last cell.
  public init(_ plan: LessonPlan, _ results: [CellResult], trailingOutput: String = "") {
    lesson = plan.lesson
    location = plan.location
    variant = plan.options.variant
    self.results = Dictionary(results.map { ($0.cell.id, $0) }) { first, _ in first }
    self.trailingOutput = trailingOutput
  }

  /// What came of a cell; nil for one that was not reached.
  public func result(of cell: Cell) -> CellResult? { results[cell.id] }

  /// What came of a cell in one word: a cell that was not reached is skipped.
  public func status(of cell: Cell) -> Status { results[cell.id]?.verdict.status ?? .skip }

  /// Whether a page for readers shows a cell: a hidden one only where it failed.
  public func shows(_ cell: Cell) -> Bool { !cell.attributes.isHidden || status(of: cell).isFailure }

  /// How many cells came to each verdict, such as `22 pass`.
  public var summary: String { Summary(of: lesson.cells.compactMap { results[$0.id] }).words }
}

extension CellResult {
  /// What the cell printed, a figure without numbers as its line of text.
  var drawnPieces: [OutputPiece] {
    pieces.map { piece in
      if case .figure(let figure) = piece, FigureSVG(figure).text.isEmpty { .text(piece.text) } else { piece }
    }
  }

  /// What is wrong with the cell, or why it was not run; nil for one that passed.
  var reason: String? {
    if case .pass = verdict { return nil }
    return message.withoutControls
  }

  /// The difference as lines; nil where there is none.
  var difference: String? {
    guard case .differs(let mismatch) = verdict else { return nil }
    return DiffText(mismatch, style: .plain, indent: "").text
  }
}
