import LessonRunner

/// What a person reads of a check: a line a lesson, each failure with its difference, and the counts.
public struct CheckReport {
  private let write: (String) -> Void
  private let style: Style
  private let program: String

  /// - Parameters:
  ///   - program: the course's program, for the command that runs a cell again.
  ///   - write: takes the text as it comes.
  public init(program: String, style: Style = .plain, write: @escaping (String) -> Void) {
    self.program = program
    self.style = style
    self.write = write
  }

  /// Takes an event and writes what is to be said of it.
  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .cellEnded, .cellProgressed, .printedAfterLastCell: break
    case .lessonRefused(let refusal): write(refusal.message(program: program))
    case .lessonEnded(let plan, let results): report(plan, results)
    case .runEnded(let summary): report(summary)
    }
  }

  private func report(_ plan: LessonPlan, _ results: [CellResult]) {
    let failures = results.filter { $0.verdict.status.isFailure }
    let time = results.reduce(Duration.zero) { $0 + $1.duration }
    var counts = Summary()
    counts.add(results)
    let mark = failures.isEmpty ? style.green("✓") : style.red("✗")
    write("\(mark) \(style.bold(plan.lesson.name))  \(counts.words)  \(style.dim(time.text))\n")
    for result in failures { write(FailureText(result, of: plan, program: program, style: style).text) }
    if let skips = SkippedCells(results) { write("  \(style.yellow("skipped")) \(skips.text)\n") }
  }

  private func report(_ summary: Summary) {
    guard summary.lessons > 0 else { return }
    write("\(count(summary.lessons, "lesson")), \(count(summary.cells, "cell")), \(summary.duration.text)\n")
    let failed = Status.allCases.filter(\.isFailure).reduce(0) { $0 + summary.count($1) }
    write("\(summary.count(.pass)) passed, \(failed) failed, \(summary.count(.skip)) skipped\n")
  }
}

extension Status {
  /// Whether the verdict makes a run fail.
  var isFailure: Bool { exitCode != 0 }
}

extension Summary {
  /// The verdicts that there are, such as `21 pass, 1 fail`.
  var words: String {
    let words = Status.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0)" }
    return words.isEmpty ? "no cells" : words.joined(separator: ", ")
  }
}
