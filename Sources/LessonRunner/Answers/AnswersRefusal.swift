import LessonFormat

/// Why the answers in a file cannot be judged.
public enum AnswersRefusal: Error, Sendable {
  /// The file has problems.
  case invalid(AnswersFile)
  /// The file does not say which lesson it answers.
  case unknownLesson(file: String, known: [String])
  /// The lesson cannot be run.
  case lesson(PlanningError)
  /// The course's package is not available.
  case noPackage
  /// The program is not in the folder that it was built in.
  case movedProgram
  /// Answers cannot be compiled here.
  case noCompiler(reason: String)
}
