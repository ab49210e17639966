import LessonRunner

/// What a person reads of a check: a line a lesson, each failure with its difference, and the counts.
public final class CheckReport: Report {
  private let write: (String) -> Void
  private let style: Style
  private let program: String
  private let slowest: Int
  private var times: [(cell: String, duration: Duration)] = []

  /// - Parameters:
  ///   - program: the course's program, for the command that runs a cell again.
  ///   - slowest: how many of the slowest cells to name at the end.
  ///   - write: takes the text as it comes.
  public init(program: String, style: Style = .plain, slowest: Int = 0, write: @escaping (String) -> Void) {
    self.program = program
    self.style = style
    self.slowest = slowest
    self.write = write
  }

  /// Takes an event and writes what is to be said of it.
  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted, .cellStarted, .cellProgressed, .cellStillRunning, .printedAfterLastCell: break
    case .cellEnded(let plan, let result):
      times.append(("\(plan.lesson.name)#\(result.cell.id)", result.duration))
    case .lessonRefused(let refusal): write(refusal.message(program: program))
    case .lessonEnded(let plan, let results): report(plan, results)
    case .runEnded(let summary): report(summary)
    }
  }

  private func report(_ plan: LessonPlan, _ results: [CellResult]) {
    let failures = results.filter { $0.verdict.status.isFailure }
    var counts = Summary()
    counts.add(results)
    let mark = failures.isEmpty ? style.green("✓") : style.red("✗")
    write("\(mark) \(style.bold(plan.lesson.name))  \(counts.words)  \(style.dim(results.duration.text))\n")
    for result in failures { write(FailureText(result, of: plan, program: program, style: style).text) }
    if let skips = SkippedCells(results) { write("  \(style.yellow("skipped")) \(skips.text)\n") }
  }

  private func report(_ summary: Summary) {
    guard summary.lessons > 0 else { return }
    for (cell, duration) in times.sorted(by: { $0.duration > $1.duration }).prefix(slowest) {
      write("  \(style.dim("slow")) \(cell)  \(duration.text)\n")
    }
    write(summary.closingLines)
  }
}

extension Status {
  /// Whether the verdict makes a run fail.
  public var isFailure: Bool { exitCode != 0 }
}

extension Summary {
  /// How many lessons and cells there were, and what came of them.
  var closingLines: String {
    let failed = Status.allCases.filter(\.isFailure).reduce(0) { $0 + count($1) }
    return "\(LessonReports.count(lessons, "lesson")), \(LessonReports.count(cells, "cell")), \(duration.text)\n"
      + "\(count(.pass)) passed, \(failed) failed, \(count(.skip)) skipped\n"
  }

  /// The verdicts that there are, such as `21 pass, 1 fail`.
  public var words: String {
    let words = Status.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0)" }
    return words.isEmpty ? "no cells" : words.joined(separator: ", ")
  }
}
