import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner

/// A session that steps through a lesson cell by cell.
///
/// Below its prose and its code, each cell waits for a key.
final class StepSession {
  private let plan: LessonPlan
  private var style: Style { context.style }
  private let keys: RawTerminal
  private let context: ReportContext
  private let store: StateStore
  /// The index of the cell to continue at; earlier cells run without being shown.
  private var resumeIndex: Int
  /// The text shown for each cell, for going back.
  private var pieces: [String]
  /// The statuses of the cells that have run.
  private var statuses: [Status?]
  /// The index of the cell that is being shown.
  private var current = 0
  private var decision = Decision.proceed
  private let nextLesson: String?

  private enum Decision { case proceed, quit, restart }

  /// Creates a session.
  ///
  /// - Parameters:
  ///   - startCell: the id of the cell to continue at, or nil to begin at the start.
  ///   - nextLesson: the name of the lesson after this one, or nil if it is the last.
  init(
    _ plan: LessonPlan, keys: RawTerminal, context: ReportContext, store: StateStore, startCell: String?,
    nextLesson: String?
  ) {
    self.nextLesson = nextLesson
    self.plan = plan
    self.keys = keys
    self.context = context
    self.store = store
    resumeIndex = startCell.flatMap { id in plan.lesson.cells.firstIndex { $0.id == id } } ?? 0
    pieces = plan.lesson.cells.map { _ in "" } + [""]
    statuses = plan.lesson.cells.map { _ in nil }
  }

  /// Returns the subject under which the position in a lesson is stored.
  static func positionSubject(_ lesson: String) -> String { "place-\(lesson)" }

  /// Steps through the lesson until its end or until the learner quits.
  ///
  /// - Returns: The results of the cells that have run.
  func run() -> [CellResult] {
    var results: [CellResult] = []
    repeat {
      (decision, current) = (.proceed, 0)
      pieces = pieces.map { _ in "" }
      statuses = statuses.map { _ in nil }
      var shown = context
      shown.write = { [unowned self] in show($0) }
      let report = RunReport(shown)
      results = Runner().run(plan, mayRun: { [unowned self] in mayRun($0) }) { event in
        switch event {
        case .cellStarted(_, let index): current = index
        case .cellEnded(let plan, let result):
          if let index = plan.lesson.cells.firstIndex(where: { $0.id == result.cell.id }) {
            statuses[index] = result.verdict.status
          }
        case .lessonEnded: current = pieces.count - 1
        default: break
        }
        report.handle(event)
      }
      if decision == .proceed {
        store[Self.positionSubject(plan.lesson.name)] = []
        resumeIndex = 0
        show(whatIsNext)
        wait(at: pieces.count - 1)
      }
      if decision == .restart { resumeIndex = 0 }
    } while decision == .restart
    if current < pieces.count - 1 {
      Terminal.write("To go on here: `\(context.invocation.program) run \(plan.lesson.name) --continue`\n")
    }
    return results
  }

  /// The unsolved exercises of the lesson, and the next lesson.
  private var whatIsNext: String {
    let solved = context.solvedTasks(plan.lesson)
    let open = plan.lesson.tasks.filter { !solved.contains($0) }.map { $0.id(in: plan.lesson) }
    let exercises = open.isEmpty ? "" : "Exercises to solve: \(open.joined(separator: ", "))\n"
    let next = nextLesson.map { "Next lesson: `\(context.invocation.program) run \($0) --step`\n" }
    return "\n" + exercises + (next ?? "This was the last lesson.\n")
  }

  private func show(_ text: String) {
    if current >= resumeIndex { Terminal.write(text) }
    // Text that redraws a line is temporary and not needed for going back.
    if !text.hasPrefix("\r") { pieces[current] += text }
  }

  /// Waits before a cell until the learner runs it, and returns whether to continue.
  private func mayRun(_ index: Int) -> Bool {
    if index < resumeIndex || plan.lesson.cells[index].attributes.isHidden { return true }
    store[Self.positionSubject(plan.lesson.name)] = [plan.lesson.cells[index].id]
    wait(at: index)
    return decision == .proceed
  }

  /// Shows the prompt and handles keys until one ends the wait.
  private func wait(at index: Int) {
    var shown = index
    var typedAhead: RawTerminal.Key?
    keys.flush()
    while true {
      Terminal.write(prompt(at: shown, of: index))
      let key = typedAhead ?? keys.key()
      typedAhead = nil
      Terminal.write("\r\u{1B}[K")
      switch key {
      case .enter where shown == index: return
      case .enter: shown = neighbour(of: shown, by: 1)
      case .back:
        guard case let before = neighbour(of: shown, by: -1), before != shown else { continue }
        shown = before
      case .quit,
        .character("n") where index == pieces.count - 1:
        decision = .quit
        return
      case .character("r"):
        decision = .restart
        Terminal.write(style.dim("— restarting —") + "\n\n")
        return
      case .character("l"):
        Terminal.write(list(at: shown))
        guard let chosen = chosenCell(&typedAhead) else { continue }
        if chosen > index {
          // The cells up to there run without being shown.
          resumeIndex = chosen
          return
        }
        shown = chosen
      case .character("?"):
        Terminal.write(Self.help)
        continue
      default: continue
      }
      Terminal.write("\n" + pieces[shown])
    }
  }

  /// Returns the nearest cell with something to show in a direction, or the same cell if there is none.
  private func neighbour(of index: Int, by step: Int) -> Int {
    var next = index + step
    while pieces.indices.contains(next), pieces[next].isEmpty { next += step }
    return pieces.indices.contains(next) ? next : index
  }

  private func prompt(at shown: Int, of index: Int) -> String {
    let isEnd = shown == pieces.count - 1
    let position = isEnd ? "end" : "\(shown + 1)/\(plan.lesson.cells.count) \(plan.lesson.cells[shown].id)"
    let enter = isEnd ? "Enter quits" : shown == index ? "Enter runs the cell" : "Enter continues"
    let text = " \(position) · \(enter) · b back · l list · r restart · q quit · ? keys"
    return style.reversed(String(text.prefix(max(10, Terminal.width - 2))) + " ")
  }

  private func list(at shown: Int) -> String {
    let lines = zip(plan.lesson.cells, statuses).enumerated().map { index, cell in
      let mark = index == shown ? "→" : cell.1?.mark ?? "·"
      return "  \(Self.jumpKeys.indices.contains(index) ? Self.jumpKeys[index] : " ") \(mark) \(cell.0.id)\n"
    }
    return "\n" + lines.joined() + "\nPress a cell's key to go there.\n"
  }

  private static let jumpKeys = Array("123456789acdefghijkmnoprstuvwxyz")

  /// Waits for a key, and returns the index of the cell that it stands for in the list.
  ///
  /// - Parameter other: receives the key if it stands for none.
  private func chosenCell(_ other: inout RawTerminal.Key?) -> Int? {
    var key = keys.key()
    while key == .redraw { key = keys.key() }
    guard case .character(let character) = key, let index = Self.jumpKeys.firstIndex(of: character),
      plan.lesson.cells.indices.contains(index)
    else {
      other = key
      return nil
    }
    return pieces[index].isEmpty && index < current ? nil : index
  }

  private static let help = """

    Enter  Space  →  ↓   runs the cell, or goes on
    b  ←  ↑              goes back
    l                    lists the cells, and goes to one
    r                    begins again
    q                    quits; `--continue` goes on from there


    """
}
