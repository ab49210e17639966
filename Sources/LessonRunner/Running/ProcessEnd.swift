/// The way in which a lesson's process ended.
enum ProcessEnd: Equatable {
  /// It was killed because it was no longer needed.
  case stopped
  /// It was killed because it exceeded its deadline; the value is the crash that it was reporting, if any.
  case timedOut(Crash?)
  /// It ended on its own.
  case ended(Crash)
}
