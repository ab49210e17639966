import LessonRunner
import TextFormatting

extension Summary {
  /// The last lines of a report: the numbers of lessons and cells, and how many passed, failed and were skipped.
  package var closingLines: String {
    let failed = Status.allCases.filter(\.isFailure).reduce(0) { $0 + count($1) }
    return "\(pluralized(lessons, "lesson")), \(pluralized(cells, "cell")), \(duration.text)\n"
      + "\(count(.pass)) passed, \(failed) failed, \(count(.skip)) skipped\n"
  }

  /// The count of each status that occurs, such as `21 pass, 1 fail`.
  public var statusCounts: String {
    let counts = Status.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0)" }
    return counts.isEmpty ? "no cells" : counts.joined(separator: ", ")
  }
}
