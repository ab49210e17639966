import LessonFormat
import Synchronization

/// A cell that runs, and what it has printed.
struct RunningCell {
  let index: Int
  /// When it began, by this process's clock.
  let started: ContinuousClock.Instant
  /// When it began and ended, by the clock of its own process; nil where that did not say so.
  var begun: Duration?
  var ended: Duration?
  var output = CellOutput()
  /// For how many seconds it is said to have run.
  private var saidSeconds: Int64 = 0

  init(index: Int, started: ContinuousClock.Instant, begun: Duration? = nil) {
    self.index = index
    self.started = started
    self.begun = begun
  }

  /// How many whole seconds it has run, where nobody was told yet.
  mutating func newSeconds(at now: ContinuousClock.Instant) -> Int? {
    let seconds = (now - started).components.seconds
    guard seconds > saidSeconds else { return nil }
    saidSeconds = seconds
    return Int(seconds)
  }

  /// How long it ran: by its process's clock, else until now.
  func duration(until now: ContinuousClock.Instant) -> Duration {
    if let begun, let ended { ended - begun } else { now - started }
  }
}

/// The cell that a process runs, named where the program is interrupted.
final class CurrentCell: Sendable {
  private let lesson: Lesson
  private let index = Mutex<Int?>(nil)

  init(_ lesson: Lesson) { self.lesson = lesson }

  func set(_ index: Int?) { self.index.withLock { $0 = index } }

  var description: String {
    guard let index = index.withLock({ $0 }) else { return lesson.file }
    let cell = lesson.cells[index]
    return "\(lesson.file):\(cell.line): cell '\(cell.id)'"
  }
}
