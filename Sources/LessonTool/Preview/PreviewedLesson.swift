import LessonFormat
import LessonPages
import LessonPresentation
import LessonRunner
import LessonRuntime

/// What a preview knows of a lesson: its text, and what its cells printed.
struct PreviewedLesson: Sendable {
  /// The path of the file, from the package's root.
  let file: String
  /// The path of the file.
  let location: String
  /// The last text without problems, or nil if there was none yet.
  private(set) var lesson: Lesson?
  /// The bytes of the present text.
  private var bytes: [UInt8] = []
  /// What is wrong with the present text; empty if nothing is.
  private(set) var problems = ""
  /// The results of the last run, by the ids of the cells.
  private var results: [String: CellResult] = [:]
  /// The code and the expected outputs of the cells that the last run began with.
  private var codeOfResults: [String] = []
  /// What the cells last printed in a run that got to their ends.
  private var earlier: [String: [OutputPiece]] = [:]
  /// The cell that is running.
  private var runningCell: String?
  /// The compiler's errors, by the ids of the cells.
  private var errors: [String: [String]] = [:]
  /// What the last run was of, or nil if it did not get to its end.
  private var ran: RunKey?

  /// What a run depends on: what is the same needs not be run again.
  struct RunKey: Equatable {
    /// The code and the expected outputs of the cells.
    var cells: [String]
    /// How often other files than lessons changed the program.
    var generation: Int
  }

  /// Reads a lesson.
  init(file: String, location: String) {
    (self.file, self.location) = (file, location)
    _ = read()
  }

  /// The lesson's name.
  var name: String { Lesson.name(ofFile: file) }

  // MARK: - Changes

  /// Reads the file again, and returns whether it has changed.
  mutating func read() -> Bool {
    let read = Lesson(reading: location, file: file)
    guard read.source.bytes != bytes || !read.problems.isEmpty || !problems.isEmpty || lesson == nil else {
      return false
    }
    bytes = read.source.bytes
    guard read.problems.isEmpty else {
      defer { problems = read.renderedProblems }
      return problems != read.renderedProblems
    }
    problems = ""
    if lesson.map(Self.code) != Self.code(read) { errors = [:] }
    lesson = read
    return true
  }

  /// Takes over the errors of a build; nil if it succeeded.
  mutating func buildEnded(_ located: [BuildErrors.Located]?, text: (BuildErrors.Located) -> String) {
    errors = [:]
    // The program may have been missing while it was linked.
    if results.values.contains(where: { $0.verdict.isUnstarted }) { ran = nil }
    guard let lesson else { return }
    for error in located ?? [] where error.file == file {
      guard let cell = lesson.cells.last(where: { $0.line <= error.location.line }) else { continue }
      errors[cell.id, default: []].append(text(error))
    }
  }

  // MARK: - Running

  /// Returns what a run now would be of, or nil if there is nothing to run.
  func key(generation: Int) -> RunKey? {
    guard let lesson, !lesson.cells.isEmpty else { return nil }
    return RunKey(cells: Self.code(lesson), generation: generation)
  }

  /// Returns whether there is something to run.
  func isOutdated(generation: Int) -> Bool {
    problems.isEmpty && key(generation: generation).map { $0 != ran } ?? false
  }

  /// Begins a run of the present code.
  mutating func runBegan(_ key: RunKey) { (codeOfResults, results, ran) = (key.cells, [:], nil) }

  /// Follows a run.
  mutating func handle(_ event: RunEvent) {
    switch event {
    case .cellStarted(let plan, let index): runningCell = plan.lesson.cells[index].id
    case .cellEnded(_, let result):
      runningCell = nil
      results[result.cell.id] = result
      if result.verdict.reachesEnd { earlier[result.cell.id] = result.pieces }
    default: break
    }
  }

  /// Ends a run.
  ///
  /// - Parameter key: what it was of, or nil if it did not get to its end.
  mutating func runEnded(_ key: RunKey?) { (ran, runningCell) = (key, nil) }

  /// The cells' code and expected outputs, each as one text.
  private static func code(_ lesson: Lesson) -> [String] {
    lesson.cells.map { cell in
      let outputs = cell.outputs.map { "\($0.variant ?? "")|\($0.isLiteral)|\($0.text)" }.joined(separator: "|")
      return "\(cell.id)|\(cell.digest)|\(outputs)"
    }
  }

  // MARK: - The page

  /// What the page shows, or nil if there was never a text without problems.
  func run(variant: String?) -> LessonRun? {
    guard let lesson else { return nil }
    // A cell uses those before it, so the results of all cells after the first change are outdated.
    let current = zip(Self.code(lesson), codeOfResults).prefix { $0 == $1 }.count
    let ids = Set(lesson.cells.prefix(current).map(\.id))
    let results = results.filter { ids.contains($0.key) }
    let live = lesson.cells.map { cell -> (String, LiveCell) in
      var shown = LiveCell()
      let result = results[cell.id]
      if result == nil { shown.state = cell.id == runningCell ? "running" : "waiting" }
      shown.errors = errors[cell.id] ?? []
      if result?.verdict.reachesEnd != true { shown.earlier = earlier[cell.id] ?? [] }
      return (cell.id, shown)
    }
    return LessonRun(
      lesson, at: location, variant: variant, results: results,
      live: Dictionary(live) { first, _ in first })
  }
}

extension Verdict {
  /// Whether the program could not be started.
  fileprivate var isUnstarted: Bool {
    guard case .crash(let crash) = self, case .notStarted = crash.cause else { return false }
    return true
  }

  /// Whether the cell got to its end, so that its output is complete.
  fileprivate var reachesEnd: Bool {
    switch self {
    case .pass, .differs, .unexpectedOutcome, .unsatisfied, .expectedNothing, .toDo, .unfitStarter: true
    case .threw, .returned, .crash, .timeout, .skip: false
    }
  }
}
