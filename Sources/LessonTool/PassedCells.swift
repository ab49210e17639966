import LessonFormat
import LessonReports
import LessonRunner
import TextFormatting

/// The versions of the cells that passed last, which are kept between runs: they tell a learner's change from what follows from it.
final class PassedCells: Report {
  private let store: StateStore

  init(_ store: StateStore) { self.store = store }

  private static func subject(_ lesson: String) -> String { "passed-\(lesson)" }

  private static func entry(_ cell: Cell) -> String { "\(cell.id) \(cell.digest.hexadecimal(digits: 16))" }

  /// Returns the ids of the cells that have been changed since they last passed.
  func changed(in lesson: Lesson) -> Set<String> {
    let passed = Dictionary(
      store[Self.subject(lesson.name)].map { ($0.prefix { $0 != " " }, $0) }, uniquingKeysWith: { $1 })
    let changed = lesson.cells.filter { cell in
      passed[cell.id[...]].map { $0 != Self.entry(cell) } ?? false
    }
    return Set(changed.map(\.id))
  }

  func handle(_ event: RunEvent) {
    guard case .lessonEnded(let plan, let results) = event else { return }
    let passing = results.filter { $0.verdict == .pass }.map { Self.entry($0.cell) }
    let ids = Set(results.filter { $0.verdict == .pass }.map(\.cell.id))
    let kept = store[Self.subject(plan.lesson.name)].filter { !ids.contains(String($0.prefix { $0 != " " })) }
    let new = (kept + passing).sorted()
    if new != store[Self.subject(plan.lesson.name)] { store[Self.subject(plan.lesson.name)] = new }
  }
}
