import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner
import TextFormatting

/// What a practice session shows of an exercise or a question, as text.
struct PracticeScreen {
  /// The verdict on the answer, or what keeps it from being judged.
  enum State {
    case judging(AnswerJudge.Phase)
    case judged(AnswerResult)
    /// The text says what is wrong with a file or the machine.
    case blocked(String)
  }

  let lesson: Lesson
  let answers: AnswersFile
  let task: LessonTask
  let state: State
  let style: Style
  /// For each task of the lesson, whether it is solved.
  var solved: [Bool] = []
  /// The number of hints that are shown.
  var hints = 0
  var showsSolution = false
  /// Sentences about what has changed or gone wrong.
  var notices: [String] = []

  private var number: Int { lesson.tasks.firstIndex(of: task) ?? 0 }
  private var parts: TaskText { TaskText(lesson, style: style) }

  /// The number of hints that the exercise has.
  static func hintCount(of task: LessonTask, in lesson: Lesson) -> Int {
    if case .exercise(let index) = task { lesson.cells[index].exercise?.hints.count ?? 0 } else { 0 }
  }

  /// The whole text.
  var text: String {
    [heading, noticeLines, parts.instructions(task), given, answer, verdict, hintText, solution]
      .filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let marks = solved.enumerated().map { index, isSolved in
      let mark = isSolved ? style.green("●") : "○"
      return index == number ? style.bold(mark) : style.dim(mark)
    }
    let kind = task.isQuestion ? "question" : "exercise"
    return "\(style.bold(lesson.name))  \(kind) \(number + 1) of \(lesson.tasks.count)"
      + "  \(marks.joined(separator: " "))\n"
  }

  private var noticeLines: String {
    notices.map { "\(style.yellow("note:")) \($0.withoutControls)\n" }.joined()
  }

  /// The question itself, which a learner sees as they have ticked it.
  private var given: String {
    guard case .question(let index) = task else { return "" }
    return parts.question(lesson.questions[index])
  }

  private var answer: String {
    switch task {
    case .exercise(let index):
      guard let answer = answers.answer(to: lesson.cells[index]) else { return "" }
      return "\(style.dim("your answer, \(answers.name):\(answer.line + 1)"))\n\(parts.code(answer.code))"
    case .question(let index):
      let ticked = answers.answer(to: lesson.questions[index])?.choices.filter(\.isTicked).map(\.text) ?? []
      return ticked.isEmpty ? "" : "your answer: \(ticked.joined(separator: " and "))\n".withoutControls
    }
  }

  private var verdict: String {
    switch state {
    case .judging(.compiling): return style.dim("compiling your answer …") + "\n"
    case .judging(.running): return style.dim("running it after the cells before it …") + "\n"
    case .blocked(let text): return text
    case .judged(let result):
      let status = result.verdict.status
      let lines = result.explanation(file: answers.name, source: answers.content.source, style: style)
      return Self.title(of: result, style) + (status == .untouched ? howToBegin : "") + "\n"
        + lines.map { "  \($0)\n" }.joined() + output(of: result)
    }
  }

  /// Returns the verdict as a word.
  static func title(of result: AnswerResult, _ style: Style) -> String {
    switch result.verdict.status {
    case .solved: style.green("✓ solved")
    case .untouched, .notJudged: style.yellow("○ \(result.verdict.status.rawValue)")
    default: style.red("✗ \(result.verdict.status.rawValue)")
    }
  }

  private var howToBegin: String {
    if case .question(let index) = task {
      return ": press a number from 1 to \(lesson.questions[index].choices.count)"
    }
    return ": open \(answers.name) in your editor, complete the code, and save it"
  }

  private func output(of result: AnswerResult) -> String {
    result.pieces.isEmpty ? "" : "\n\(style.dim("it printed"))\n\(parts.output(result.pieces))"
  }

  private var hintText: String {
    let count = Self.hintCount(of: task, in: lesson)
    return (0..<min(hints, count)).map { number in
      "\(style.bold(count == 1 ? "Hint" : "Hint \(number + 1) of \(count)"))\n\(parts.hint(number, of: task))"
    }.joined(separator: "\n")
  }

  private var solution: String {
    guard showsSolution else { return "" }
    return "\(style.bold(task.isQuestion ? "Answer" : "Solution"))\n\(parts.solution(of: task))"
  }
}
