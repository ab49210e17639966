/// What happens in a run, in the order in which it happens.
///
/// Reports are made from nothing else.
public enum RunEvent: Sendable {
  case lessonStarted(LessonPlan)
  case cellStarted(LessonPlan, index: Int)
  /// How far a running cell says that it is.
  case cellProgressed(LessonPlan, index: Int, done: Int, total: Int)
  /// A cell goes on running; this comes every second.
  case cellStillRunning(LessonPlan, index: Int, seconds: Int)
  case cellEnded(LessonPlan, CellResult)
  /// What was printed as the lesson's scopes ended, by a `defer` for instance; it is not compared.
  case printedAfterLastCell(LessonPlan, String)
  case lessonEnded(LessonPlan, [CellResult])
  /// A lesson could not be run.
  case lessonRefused(PlanningError)
  case runEnded(Summary)
}
