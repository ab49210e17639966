import LessonRunner

/// Makes something for people or programs of what happens in a run.
public protocol Report {
  /// Takes each event of the run, in order.
  func handle(_ event: RunEvent)
}
