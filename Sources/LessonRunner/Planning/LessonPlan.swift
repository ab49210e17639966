import LessonFormat
import LessonRuntime

/// Which cells of a lesson to run, and how.
public struct LessonPlan: Sendable {
  /// The lesson as it is in its file now.
  public let lesson: Lesson
  let compiled: CompiledLesson
  /// The path of the lesson's file, or nil if it is not available.
  public let location: String?
  /// The options of the run.
  public let options: RunOptions
  /// For each cell, why it is skipped, or nil if it is run.
  let skips: [SkipReason?]
  /// The indices of the selected cells, in order; the cells before them are run for their declarations.
  public private(set) var selected: [Int]
  /// Whether the last cell is an exercise whose starter is tried instead of its solution.
  private(set) var triesStarter = false
  /// The learner's answer to the last cell, which is an exercise, or nil to run the lesson's own solution.
  private(set) var answer: CompiledAnswer?

  /// A selection of a lesson's cells.
  public enum Selection: Equatable, Sendable {
    /// All cells.
    case all
    /// The cells up to and including this one.
    case through(String)
    /// Only these cells.
    case only([String])

    /// The ids of the named cells.
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
  ///   - lesson: the lesson as it is in its file now, without problems.
  ///   - compiled: the lesson as it was built.
  ///   - location: the path of the file, or nil if it is not available.
  ///   - selection: the cells to report.
  ///   - needs: everything that cells may need.
  /// - Throws: ``PlanningError`` if the file differs from what was compiled, a selected cell does not exist, or a cell needs something unknown.
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
    case .all: selected = Array(lesson.cells.indices)
    case .through: selected = Array(0..<named[0] + 1)
    case .only: selected = Set(named).sorted()
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

  /// Plans a lesson up to an exercise, with an answer in the place of its solution.
  ///
  /// - Parameters:
  ///   - index: the index of the exercise among the cells.
  ///   - lesson: the text that the answer was compiled with, without problems.
  /// - Throws: ``PlanningError`` if a cell needs something unknown.
  public init(
    answering index: Int, of lesson: Lesson, with answer: CompiledAnswer, needs: [Need], options: RunOptions
  ) throws(PlanningError) {
    try self.init(
      lesson, CompiledLesson(expectedOf: lesson), selection: .only([lesson.cells[index].id]), needs: needs,
      options: options)
    self.answer = answer
  }

  /// Returns a plan that tries the starter of an exercise.
  ///
  /// - Parameter index: the index of the exercise among the cells.
  func tryingStarter(of index: Int) -> LessonPlan {
    var plan = self
    (plan.selected, plan.triesStarter) = ([index], true)
    return plan
  }

  /// Returns why a cell is going to be skipped, or nil if it can run or there is no such cell.
  public func skip(of id: String) -> SkipReason? {
    lesson.cells.firstIndex { $0.id == id }.flatMap { skips[$0] }
  }

  /// The indices of the exercises that are selected and not skipped.
  var exercises: [Int] { selected.filter { lesson.cells[$0].exercise != nil && skips[$0] == nil } }

  /// Returns why a cell is skipped because of its own attributes, or nil if it is not.
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

  /// Whether all cells are selected.
  public var isWhole: Bool { selected.count == lesson.cells.count }

  /// The index after the last selected cell.
  var end: Int { (selected.last ?? -1) + 1 }

  /// The index of the last cell to run, or nil if there is none.
  var last: Int? { skips[..<end].lastIndex { $0 == nil } }

  /// Returns the time limit of a cell.
  func timeout(of cell: Cell) -> Duration { cell.attributes.timeout ?? options.timeout }

  /// The sum of the time limits that cells to be run have of their own: how long their author expects them to take at most.
  var ownTimeLimits: Duration {
    guard let last else { return .zero }
    return lesson.cells[...last].compactMap(\.attributes.timeout).reduce(.zero, +)
  }

  private static func check(_ lesson: Lesson, against compiled: CompiledLesson) throws(PlanningError) {
    for (index, cell) in CompiledLesson(expectedOf: lesson).cells.enumerated() {
      let isSame = index < compiled.cells.count && compiled.cells[index].isBuilt(as: cell)
      guard isSame else { throw .edited(lesson, cell: cell.id, line: cell.line) }
    }
    if compiled.cells.count > lesson.cells.count {
      let gone = compiled.cells[lesson.cells.count]
      throw .edited(lesson, cell: gone.id, line: min(gone.line, max(1, lesson.source.lineCount)))
    }
  }
}
