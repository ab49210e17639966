import LessonFormat
import LessonPresentation
import LessonRunner

/// The line that says which keys a practice session takes.
struct PracticePrompt {
  /// What the keys mean.
  enum Mode {
    case exercise, list, keys
    /// The learner is asked whether to give up the answer.
    case startingAgain
  }

  let mode: Mode
  let task: LessonTask
  /// The numbers of hints of the exercise, and of those that are shown.
  let hintCount: Int
  let hints: Int

  static let help = """
    n  Enter  →   the next exercise        p  b  ←   the previous one
    h             a hint, one more each time
    s             the author's solution, or hide it
    x             start again; your answer is kept in another file
    1 2 3 …       choose the answer to a question
    l             list the exercises, and go to one
    q             quit; `practice` opens the first exercise that is not solved

    Your answer is judged each time you save the file of answers.

    """

  /// Returns the line, cut to the width of the terminal.
  func text(_ style: Style) -> String {
    let words: [String] =
      switch mode {
      case .startingAgain: ["start again? your answer is kept in another file", "y yes", "any other key: no"]
      case .list: ["press the key of an exercise or a lesson", "any other key goes back"]
      case .keys: ["any key goes back"]
      case .exercise: exerciseWords
      }
    let text = " " + words.joined(separator: " · ")
    return style.reversed(String(text.prefix(max(10, Terminal.width - 2))) + " ")
  }

  private var exerciseWords: [String] {
    let left = hintCount - hints
    let hint = hintCount == 0 ? [] : [left > 0 ? "h hint (\(left) left)" : "h no more hints"]
    let isQuestion = task.isQuestion
    let words = isQuestion ? ["1 2 3 choose"] : hint
    return ["n next", "p previous"] + words + [isQuestion ? "s answer" : "s solution"]
      + (isQuestion ? [] : ["x start again"]) + ["l list", "? keys", "q quit"]
  }
}
