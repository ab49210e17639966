import LessonFormat

/// A learner's answers to the exercises and questions of one lesson: a Markdown file outside the lesson.
///
/// It has the format of a lesson: a cell with the id of each exercise, and a question block with the id of each question, in which a
/// choice is ticked. Everything else in it is the learner's own.
public struct AnswersFile: Sendable {
  /// The file as a lesson.
  public let content: Lesson
  /// The path of the file.
  public let path: String
  /// What keeps the answers from being read, in the order of the lines.
  public let problems: [LessonProblem]

  /// Reads a file.
  ///
  /// - Parameter name: the path that messages show.
  public init(reading path: String, name: String) {
    self.init(Lesson(reading: path, file: name), path: path)
  }

  init(_ content: Lesson, path: String) {
    self.content = content
    self.path = path
    problems = content.problems.filter(\.kind.concernsAnswers)
  }

  /// The path that messages show.
  public var name: String { content.file }

  /// Returns the answer to an exercise, or nil if there is none.
  public func answer(to exercise: Cell) -> Cell? { content.cells.first { $0.id == exercise.id } }

  /// Returns the answered question with the same id, or nil if there is none.
  public func answer(to question: Question) -> Question? { content.questions.first { $0.id == question.id } }

  /// Returns the verdict on the answer to a question, and the line of the file that it is about.
  public func verdict(on question: Question) -> (verdict: AnswerVerdict, line: Int) {
    let answer = answer(to: question)
    let ticked = answer?.choices.filter(\.isTicked) ?? []
    guard let answer, let first = ticked.first else { return (.untouched, answer?.line ?? 1) }
    guard ticked.count == 1 else { return (.severalChoices, ticked[1].line) }
    guard let choice = question.choices.first(where: { $0.text == first.text }) else {
      return (.notJudged(reason: "the lesson no longer has the choice “\(first.text)”"), first.line)
    }
    return choice.isRight ? (.solved, answer.line) : (.wrongChoice(choice), first.line)
  }

  /// Returns the answers whose exercise or question the lesson does not have, with their lines.
  public func strangers(to lesson: Lesson) -> [(id: String, line: Int)] {
    let exercises = Set(lesson.cells.filter { $0.exercise != nil }.map(\.id))
    let questions = Set(lesson.questions.map(\.id))
    return content.cells.filter { !exercises.contains($0.id) }.map { ($0.id, $0.line) }
      + content.questions.filter { !questions.contains($0.id) }.map { ($0.id, $0.line) }
  }
}

extension LessonProblem.Kind {
  /// Whether it is a problem of an answers file, too.
  fileprivate var concernsAnswers: Bool {
    switch self {
    case .badName, .emptyFile, .noTitle, .tickedChoice, .questionWithoutAnswer: false
    default: true
    }
  }
}
