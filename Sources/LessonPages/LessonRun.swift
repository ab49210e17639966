import Figures
import LessonFormat
import LessonPresentation
import LessonRunner

/// A lesson that was run, and its results.
public struct LessonRun: Sendable {
  /// The lesson as it is in its file.
  public let lesson: Lesson
  /// The variant it ran with, or nil for none.
  public let variant: String?
  /// The output printed while the lesson's scopes were ending.
  public let trailingOutput: String
  let location: String?
  private let results: [String: CellResult]
  /// What a page that follows its lesson shows besides the results, by the ids of the cells.
  private let live: [String: LiveCell]

  /// Creates the run of a whole lesson.
  ///
  /// - Parameter trailingOutput: the output printed after the last cell.
  public init(_ plan: LessonPlan, _ results: [CellResult], trailingOutput: String = "") {
    lesson = plan.lesson
    location = plan.location
    variant = plan.options.variant
    self.results = Dictionary(results.map { ($0.cell.id, $0) }) { first, _ in first }
    self.trailingOutput = trailingOutput
    live = [:]
  }

  /// Creates what is known of a lesson that someone works on.
  ///
  /// - Parameters:
  ///   - lesson: the lesson as it is in its file, without problems.
  ///   - location: the path of the file.
  ///   - results: the results that the present code has already, by the ids of the cells.
  ///   - live: what else is shown, by the ids of the cells.
  package init(
    _ lesson: Lesson, at location: String, variant: String?, results: [String: CellResult], live: [String: LiveCell]
  ) {
    (self.lesson, self.location, self.variant) = (lesson, location, variant)
    (self.results, self.live, trailingOutput) = (results, live, "")
  }

  /// Returns what is shown of a cell besides its result, or nil if the run is over.
  func live(_ cell: Cell) -> LiveCell? { live[cell.id] }

  /// Returns the result of a cell, or nil if it was not reached.
  public func result(of cell: Cell) -> CellResult? { results[cell.id] }

  /// Returns the status of a cell; a cell that was not reached counts as skipped.
  public func status(of cell: Cell) -> Status { results[cell.id]?.verdict.status ?? .skip }

  /// Returns whether pages for readers show a cell; a hidden cell is shown only if it failed.
  public func shows(_ cell: Cell) -> Bool {
    !cell.attributes.isHidden || status(of: cell).isFailure || live[cell.id]?.errors.isEmpty == false
  }

  /// The drawings of shown cells whose SVG is refused.
  var drawingProblems: [ImageProblem] {
    lesson.cells.filter { shows($0) && $0.exercise == nil }.flatMap { cell in
      (results[cell.id]?.pieces ?? []).compactMap { piece in
        guard case .figure(let figure) = piece, case .drawing(let drawing) = figure else { return nil }
        return FigureSVG.finding(in: drawing).map {
          ImageProblem(path: figure.caption, reason: .drawing(cell: cell.id, $0))
        }
      }
    }
  }

  /// The number of cells with each status, such as `22 pass`.
  public var summary: String { Summary(of: lesson.cells.compactMap { results[$0.id] }).statusCounts }
}

extension CellResult {
  /// The cell's output, with figures that cannot be drawn, or whose SVG is not harmless, as their summaries.
  ///
  /// An exercise has none: what was printed is the output of its solution, but what pages show is its starter.
  var drawnPieces: [OutputPiece] {
    cell.exercise == nil ? pieces.map(\.drawn) : []
  }

  /// Why the cell failed or was skipped, or nil if it passed.
  ///
  /// What is wrong with an exercise is not for its readers, because it may tell the solution and hidden checks.
  var reason: String? {
    if case .pass = verdict { return nil }
    if cell.exercise != nil, verdict.status.isFailure {
      return "the exercise does not work: `check` tells its author why"
    }
    return message.withoutControls
  }

  /// The difference as lines, or nil if there is none.
  var difference: String? {
    guard case .differs(let mismatch) = verdict else { return nil }
    return DiffText(mismatch, style: .plain, indent: "").text
  }
}

extension OutputPiece {
  /// The piece, or its summary if it is a figure that cannot be drawn, or whose SVG is not harmless.
  var drawn: OutputPiece {
    if case .figure(let figure) = self, FigureSVG(figure).text.isEmpty { .text(text) } else { self }
  }
}
