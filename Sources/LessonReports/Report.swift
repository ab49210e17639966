import LessonRunner

/// Makes something for people or programs of what happens in a run.
public protocol Report {
  /// Takes an event and writes what is to be said of it.
  func handle(_ event: RunEvent)
}
