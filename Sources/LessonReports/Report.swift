import LessonRunner

/// A report of a run, for people or for programs.
public protocol Report {
  /// Handles an event of the run; called for all events, in order.
  func handle(_ event: RunEvent)
}
