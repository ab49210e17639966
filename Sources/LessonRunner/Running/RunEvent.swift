import LessonFormat
import LessonRuntime

/// An event of a run.
///
/// Reports are made only from events, in the order in which they happen.
public enum RunEvent: Sendable {
  /// A lesson's process starts.
  case lessonStarted(LessonPlan)
  /// A cell begins to run.
  case cellStarted(LessonPlan, index: Int)
  /// A running cell reported its progress, with a note such as the last loss.
  case cellProgressed(LessonPlan, index: Int, done: Int, total: Int, note: String)
  /// A running cell used or kept a value that takes long to make.
  case cellKeptValue(LessonPlan, index: Int, KeptOutcome)
  /// A cell is still running; sent every second.
  case cellStillRunning(LessonPlan, index: Int, seconds: Int)
  /// A cell has ended, or was not run.
  case cellEnded(LessonPlan, CellResult)
  /// Output that was printed while the lesson's scopes were ending, for instance by a `defer`; it is not compared.
  case printedAfterLastCell(LessonPlan, String)
  /// All cells of a lesson have results.
  case lessonEnded(LessonPlan, [CellResult])
  /// A lesson could not be run.
  case lessonRefused(PlanningError)
  /// The answers in a file begin to be judged.
  case answersStarted(AnswersFile, Lesson)
  /// An answer was judged.
  case answerJudged(AnswersFile, Lesson, AnswerResult)
  /// All answers in a file were judged.
  case answersEnded(AnswersFile, Lesson, [AnswerResult])
  /// The answers in a file could not be judged; the texts say why.
  case answersRefused(AnswersRefusal)
  /// The run is over.
  case runEnded(Summary)
}
