import LessonFormat
import LessonReports
import LessonRunner
import LessonRuntime

/// The cells that failed when they were last checked, as `LESSON#CELL`; a lesson that could not be run is listed without a cell.
///
/// A check of some cells removes only those that now pass.
final class FailedCells: Report {
  private let store: StateStore
  private var failed: [String]

  init(_ store: StateStore) {
    self.store = store
    failed = store["failed"]
  }

  /// The lessons with failed cells, and the ids of these cells; empty for the whole lesson.
  var references: [(lesson: String, cells: [String])] {
    let entries = failed.map { $0.split(separator: "#", maxSplits: 1).map(String.init) }
    return Dictionary(grouping: entries) { $0[0] }.sorted { $0.key < $1.key }.map { lesson, entries in
      (lesson, entries.flatMap { $0.dropFirst() })
    }
  }

  func handle(_ event: RunEvent) {
    switch event {
    case .lessonEnded(let plan, let results):
      failed.removeAll { $0 == plan.lesson.name }
      for result in results {
        let entry = "\(plan.lesson.name)#\(result.cell.id)"
        failed.removeAll { $0 == entry }
        if result.verdict.status.isFailure { failed.append(entry) }
      }
    case .lessonRefused(.invalid(let lesson)), .lessonRefused(.edited(let lesson, _, _)),
      .lessonRefused(.unknownNeed(let lesson, _, _, _)):
      failed.removeAll { $0 == lesson.name || $0.hasPrefix("\(lesson.name)#") }
      failed.append(lesson.name)
    case .runEnded: store["failed"] = failed
    default: break
    }
  }
}
