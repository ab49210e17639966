import LessonReports
import LessonRunner

/// The cells that failed when they were last checked, as `LESSON#CELL`; a lesson that could not be run stands without a cell.
///
/// A check of some cells forgets those of them that pass now, and no others.
final class FailedCells: Report {
  private let memory: Memory
  private var failed: [String]

  init(_ memory: Memory) {
    self.memory = memory
    failed = memory["failed"]
  }

  /// The lessons with a failed cell, and these cells; none for all of them.
  var references: [(lesson: String, cells: [String])] {
    var cells: [String: [String]] = [:]
    var order: [String] = []
    for entry in failed {
      let parts = entry.split(separator: "#", maxSplits: 1).map(String.init)
      if !order.contains(parts[0]) { order.append(parts[0]) }
      cells[parts[0], default: []] += parts.dropFirst()
      if parts.count == 1 { cells[parts[0]] = [] }
    }
    return order.sorted().map { ($0, cells[$0] ?? []) }
  }

  func handle(_ event: RunEvent) {
    switch event {
    case .lessonEnded(let plan, let results):
      failed.removeAll { $0 == plan.lesson.name }
      for result in results {
        let entry = "\(plan.lesson.name)#\(result.cell.id)"
        failed.removeAll { $0 == entry }
        if result.verdict.status.exitCode != 0 { failed.append(entry) }
      }
    case .lessonRefused(.invalid(let lesson)), .lessonRefused(.edited(let lesson, _, _)),
      .lessonRefused(.unknownNeed(let lesson, _, _, _)):
      failed.removeAll { $0 == lesson.name || $0.hasPrefix("\(lesson.name)#") }
      failed.append(lesson.name)
    case .runEnded: memory["failed"] = failed
    default: break
    }
  }
}
