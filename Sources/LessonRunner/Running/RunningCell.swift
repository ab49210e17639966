/// A running cell and its output so far.
struct RunningCell {
  let index: Int
  /// The time at which it began, by this process's clock.
  let started: ContinuousClock.Instant
  /// The times at which it began and ended, by its own process's clock, or nil if not reported.
  var startTime: Duration?
  var endTime: Duration?
  var output = CellOutput()
  /// The results of its checks, if it is an exercise.
  var expectations = CheckedExpectations()
  /// The number of seconds of running time that has been reported.
  private var reportedSeconds: Int64 = 0

  init(index: Int, started: ContinuousClock.Instant, startTime: Duration? = nil) {
    self.index = index
    self.started = started
    self.startTime = startTime
  }

  /// Returns the number of whole seconds that it has been running, or nil if that number has already been reported.
  mutating func newElapsedSeconds(at now: ContinuousClock.Instant) -> Int? {
    let seconds = (now - started).components.seconds
    guard seconds > reportedSeconds else { return nil }
    reportedSeconds = seconds
    return Int(seconds)
  }

  /// Returns the time that it ran, by its own process's clock if known, otherwise until now.
  func duration(until now: ContinuousClock.Instant) -> Duration {
    if let startTime, let endTime { endTime - startTime } else { now - started }
  }
}
