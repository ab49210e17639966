import LessonFormat

/// Why the answers in a file cannot be judged.
public enum AnswersRefusal: Error, Sendable {
  /// The file has problems.
  case invalid(AnswersFile)
  /// The file does not say which lesson it answers.
  case unknownLesson(file: String, known: [String])
  /// The lesson cannot be run.
  case lesson(PlanningError)
  /// Answers cannot be compiled here.
  case noCompiler(reason: String)
}
