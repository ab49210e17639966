import LessonRunner

extension Status {
  /// Whether the verdict makes a run fail.
  public var isFailure: Bool { exitCode != 0 }
}

extension Summary {
  /// How many lessons and cells there were, and what came of them.
  package var closingLines: String {
    let failed = Status.allCases.filter(\.isFailure).reduce(0) { $0 + count($1) }
    return "\(pluralized(lessons, "lesson")), \(pluralized(cells, "cell")), \(duration.text)\n"
      + "\(count(.pass)) passed, \(failed) failed, \(count(.skip)) skipped\n"
  }

  /// The verdicts that there are, such as `21 pass, 1 fail`.
  public var words: String {
    let words = Status.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0)" }
    return words.isEmpty ? "no cells" : words.joined(separator: ", ")
  }
}
