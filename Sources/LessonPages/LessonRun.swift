import LessonFormat
import LessonReports
import LessonRunner

/// A lesson that was run, and what came of it: what a page is made of.
public struct LessonRun: Sendable {
  let lesson: Lesson
  let location: String?
  let variant: String?
  private let results: [String: CellResult]
  /// What was printed as the lesson's scopes ended.
  let lastWords: String

  /// A run of a whole lesson.
  ///
  /// - Parameter lastWords: what was printed after the last cell.
  public init(_ plan: LessonPlan, _ results: [CellResult], lastWords: String = "") {
    lesson = plan.lesson
    location = plan.location
    variant = plan.options.variant
    self.results = Dictionary(results.map { ($0.cell.id, $0) }) { first, _ in first }
    self.lastWords = lastWords
  }

  /// The lesson's name.
  public var name: String { lesson.name }
  /// The lesson as one that has a page.
  public var reference: PageReference { PageReference(lesson) }

  /// The images of the lesson's folder that it shows and that are not there, or are of no kind that pages show.
  public var missingImages: [String] {
    let images = LessonImages(of: self)
    return LessonBody(lesson, keepsImage: images.has).missingImages
  }

  /// What came of a cell.
  func result(of cell: Cell) -> CellResult? { results[cell.id] }

  /// What came of a cell in one word: a cell that was not reached is skipped.
  func status(of cell: Cell) -> Status { results[cell.id]?.verdict.status ?? .skip }

  /// Whether a page for readers shows a cell: a hidden one only where it failed.
  func shows(_ cell: Cell) -> Bool { !cell.attributes.isHidden || status(of: cell).isFailure }

  /// How many cells came to which verdict, such as `22 pass`.
  var summary: String {
    var summary = Summary()
    summary.add(lesson.cells.compactMap { results[$0.id] })
    return summary.words
  }
}

extension CellResult {
  /// What the cell printed, cut where figures are.
  var pieces: [OutputPiece] {
    OutputPiece.pieces(of: output, figures: figures.filter { !FigureSVG($0).text.isEmpty })
  }

  /// What is wrong with the cell, or why it was not run; nil for one that passed.
  var remark: String? {
    if case .pass = verdict { return nil }
    return message.withoutControls
  }

  /// The difference as lines; nil where there is none.
  var difference: String? {
    guard case .differs(let mismatch) = verdict else { return nil }
    return DiffText(mismatch, style: .plain, indent: "").text
  }
}
