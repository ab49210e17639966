import LessonFormat

/// Something in a lesson that a learner answers.
public enum LessonTask: Hashable, Sendable {
  /// The exercise that is the cell with this index.
  case exercise(Int)
  /// The question with this index.
  case question(Int)

  /// Whether it is a question.
  public var isQuestion: Bool { if case .question = self { true } else { false } }

  /// Returns its id.
  public func id(in lesson: Lesson) -> String {
    switch self {
    case .exercise(let index): lesson.cells[index].id
    case .question(let index): lesson.questions[index].id
    }
  }

  /// Returns its title, or its id if it has none.
  public func title(in lesson: Lesson) -> String {
    let title =
      switch self {
      case .exercise(let index): lesson.cells[index].exercise?.title ?? ""
      case .question(let index): lesson.questions[index].title
      }
    return title.isEmpty ? id(in: lesson) : title
  }

  /// Returns the lines of the prose that says what to do.
  public func instructions(in lesson: Lesson) -> Range<Int> {
    switch self {
    case .exercise(let index): lesson.cells[index].exercise?.instructions ?? 1..<1
    case .question(let index): lesson.questions[index].instructions
    }
  }

  /// Returns the line at which its block begins.
  public func line(in lesson: Lesson) -> Int {
    switch self {
    case .exercise(let index): lesson.cells[index].line
    case .question(let index): lesson.questions[index].line
    }
  }
}

extension Lesson {
  /// The exercises and questions in order.
  public var tasks: [LessonTask] {
    let exercises = cells.indices.filter { cells[$0].exercise != nil }.map { LessonTask.exercise($0) }
    return (exercises + questions.indices.map { .question($0) }).sorted { $0.line(in: self) < $1.line(in: self) }
  }
}

extension AnswersFile {
  /// Returns whether the file has a place for an answer.
  public func hasAnswer(to task: LessonTask, in lesson: Lesson) -> Bool {
    switch task {
    case .exercise(let index): answer(to: lesson.cells[index]) != nil
    case .question(let index): answer(to: lesson.questions[index]) != nil
    }
  }
}
