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
    // The file may hold anything.
    let entries = failed.compactMap { LessonReference(argument: $0) }
    return Dictionary(grouping: entries, by: \.lesson).sorted { $0.key < $1.key }.map { lesson, entries in
      let cells = entries.compactMap(\.cell)
      return (lesson, cells.count < entries.count ? [] : cells)
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
