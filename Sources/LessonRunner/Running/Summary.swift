/// How many cells came to each verdict, how many lessons could not be run, and how long it all took.
public struct Summary: Equatable, Sendable {
  /// How many lessons were run.
  public private(set) var lessons = 0
  /// How many lessons could not be run.
  public private(set) var refused = 0
  /// How many cells came to each verdict; verdicts that no cell came to are left out.
  public private(set) var counts: [Status: Int] = [:]
  /// How long the run took as a whole.
  public var duration: Duration = .zero

  /// The counts before a run.
  public init() {}

  /// The counts of the cells of one lesson.
  public init(of results: [CellResult]) { add(results) }

  /// How many cells there are.
  public var cells: Int { counts.values.reduce(0, +) }

  /// How many cells came to a verdict.
  public func count(_ status: Status) -> Int { counts[status] ?? 0 }

  /// The exit code: that of the worst verdict, and at least 2 where a lesson could not be run.
  public var exitCode: Int32 { max(counts.keys.map(\.exitCode).max() ?? 0, refused > 0 ? 2 : 0) }

  /// Counts what an event tells.
  mutating func add(_ event: RunEvent) {
    switch event {
    case .lessonEnded(_, let results): add(results)
    case .lessonRefused: refused += 1
    default: break
    }
  }

  private mutating func add(_ results: [CellResult]) {
    lessons += 1
    for result in results { counts[result.verdict.status, default: 0] += 1 }
  }
}
