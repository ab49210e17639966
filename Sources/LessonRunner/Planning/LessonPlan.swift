import LessonFormat
import LessonRuntime

/// What is to be done with the cells of a lesson.
public struct LessonPlan: Sendable {
  /// The lesson as its file has it now.
  public let lesson: Lesson
  let compiled: CompiledLesson
  /// Where the lesson's file is; nil where it is not at hand.
  public let location: String?
  /// What a person chose for the run.
  public let options: RunOptions
  /// For each cell, why it is not run; nil for one that is.
  let skips: [SkipReason?]
  /// The indices of the cells that are wanted, in order; those before them are run for what they declare.
  public let wanted: [Int]

  /// Which cells of a lesson are wanted.
  public enum Selection: Equatable, Sendable {
    case all
    /// The cells up to this one, and it.
    case through(String)
    /// These cells alone.
    case only([String])

    /// The cells that are named.
    var cells: [String] {
      switch self {
      case .all: []
      case .through(let id): [id]
      case .only(let ids): ids
      }
    }
  }

  /// Plans a lesson.
  ///
  /// - Parameters:
  ///   - lesson: the file as it is now, without problems.
  ///   - compiled: the lesson as it was built.
  ///   - location: where the file is; nil where it is not at hand.
  ///   - selection: the wanted cells.
  ///   - needs: everything a cell may need.
  /// - Throws: ``PlanningError`` where the file is not what was compiled, there is no such cell, or one needs something unknown.
  init(
    _ lesson: Lesson, _ compiled: CompiledLesson, location: String? = nil, selection: Selection, needs: [Need],
    options: RunOptions
  ) throws(PlanningError) {
    try Self.check(lesson, against: compiled)
    self.lesson = lesson
    self.compiled = compiled
    self.location = location
    self.options = options
    let named = try selection.cells.map { id throws(PlanningError) in
      guard let index = lesson.cells.firstIndex(where: { $0.id == id }) else { throw .unknownCell(lesson, id: id) }
      return index
    }
    switch selection {
    case .all: wanted = Array(lesson.cells.indices)
    case .through: wanted = Array(0..<named[0] + 1)
    case .only: wanted = Set(named).sorted()
    }

    var skips: [SkipReason?] = []
    var firstSkipped: String?
    for cell in lesson.cells {
      let reason =
        try Self.reason(toSkip: cell, of: lesson, needs, options) ?? firstSkipped.map { .afterSkipped(cell: $0) }
      if reason != nil, firstSkipped == nil { firstSkipped = cell.id }
      skips.append(reason)
    }
    self.skips = skips
  }

  /// Why a cell is not run for what it is itself.
  private static func reason(
    toSkip cell: Cell, of lesson: Lesson, _ needs: [Need], _ options: RunOptions
  ) throws(PlanningError) -> SkipReason? {
    for name in cell.attributes.needs {
      guard let need = needs.first(where: { $0.name == name }) else {
        throw .unknownNeed(lesson, name: name, line: cell.line, known: needs.map(\.name))
      }
      if !need.isMet() { return .needs(name, hint: need.hint) }
    }
    return cell.attributes.isSlow && !options.includesSlow ? .slow : nil
  }

  /// Whether all of the lesson is wanted.
  public var isWhole: Bool { wanted.count == lesson.cells.count }

  /// The index behind the last wanted cell.
  var end: Int { (wanted.last ?? -1) + 1 }

  /// The index of the last cell to run; nil where none is.
  var last: Int? { skips[..<end].lastIndex { $0 == nil } }

  /// How long a cell may run.
  func timeout(of cell: Cell) -> Duration { cell.attributes.timeout ?? options.timeout }

  private static func check(_ lesson: Lesson, against compiled: CompiledLesson) throws(PlanningError) {
    for (index, cell) in lesson.cells.enumerated() {
      let isSame =
        index < compiled.cells.count && compiled.cells[index].id == cell.id
        && compiled.cells[index].digest == cell.digest
      guard isSame else { throw .edited(lesson, cell: cell.id, line: cell.line) }
    }
    if compiled.cells.count > lesson.cells.count {
      let gone = compiled.cells[lesson.cells.count]
      throw .edited(lesson, cell: gone.id, line: min(gone.line, max(1, lesson.source.lineCount)))
    }
  }
}
