import LessonRunner
import TextFormatting

extension Summary {
  /// The last lines of a report: the numbers of lessons and cells, and how many passed, failed and were skipped.
  package var closingLines: String {
    let failed = Status.allCases.filter(\.isFailure).reduce(0) { $0 + count($1) }
    return "\(pluralized(lessons, "lesson")), \(pluralized(cells, "cell")), \(duration.text)\n"
      + "\(count(.pass)) passed, \(failed) failed, \(count(.skip)) skipped\n"
  }

  /// The number of answers and of each of their statuses that occurs, such as `30 answers: 28 solved, 2 not yet`.
  package var answerCounts: String {
    let counts = AnswerStatus.allCases.compactMap { status in answers[status].map { "\($0) \(status.rawValue)" } }
    return "\(pluralized(answers.values.reduce(0, +), "answer")): \(counts.joined(separator: ", "))"
  }

  /// The count of each status that occurs, such as `21 pass, 1 fail`.
  public var statusCounts: String {
    let counts = Status.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0)" }
    return counts.isEmpty ? "no cells" : counts.joined(separator: ", ")
  }
}
