import LessonFormat
import LessonPresentation
import LessonRunner

/// The parts of an exercise or a question, as text for a terminal.
public struct TaskText {
  private let lesson: Lesson
  private let terminal: TerminalLesson
  private let style: Style

  /// Describes the tasks of a lesson, in the colours of a style.
  public init(_ lesson: Lesson, style: Style) {
    (self.lesson, self.style) = (lesson, style)
    terminal = TerminalLesson(lesson, style: style)
  }

  /// Returns the prose that says what to do.
  public func instructions(_ task: LessonTask) -> String { terminal.prose(task.instructions(in: lesson)).trimmed }

  /// Returns code as the lesson's cells are shown.
  public func code(_ code: String) -> String { terminal.code(code) }

  /// Returns a question with its choices; one of them may be ticked.
  public func question(_ question: Question) -> String { terminal.question(question) }

  /// Returns a hint, or an empty text if there is none with this number, counted from 0.
  public func hint(_ number: Int, of task: LessonTask) -> String {
    guard case .exercise(let index) = task, let hints = lesson.cells[index].exercise?.hints,
      hints.indices.contains(number)
    else { return "" }
    return folded(hints[number].lines)
  }

  /// Returns the author's solution, or the reasons for and against the choices of a question.
  public func solution(of task: LessonTask) -> String {
    switch task {
    case .exercise(let index):
      guard let solution = lesson.cells[index].exercise?.solution else { return "" }
      let before = folded(solution.lines.lowerBound..<solution.fence.lines.lowerBound)
      let after = folded(solution.fence.lines.upperBound..<solution.lines.upperBound)
      return [before, terminal.code(solution.code), after].filter { !$0.isEmpty }.joined(separator: "\n")
    case .question(let index):
      return lesson.questions[index].choices.map { choice in
        "  \(style.mark(choice.isRight ? .pass : .fail)) \(choice.text)\n    \(choice.reason)\n".withoutControls
      }.joined()
    }
  }

  /// Returns an answer's output as the lesson's cells show theirs.
  public func output(_ pieces: [OutputPiece]) -> String { terminal.output(pieces) }

  /// Returns the prose of lines within a `<details>`.
  private func folded(_ lines: Range<Int>) -> String {
    if style.width != nil { return terminal.folded(lines).trimmed }
    let text = lines.map { lesson.source.text(ofLine: $0) }.filter { line in
      !["<details", "</details", "<summary"].contains { line.lowercased().hasPrefix($0) }
    }
    return text.map { $0.withoutControls + "\n" }.joined().trimmed
  }
}

extension String {
  /// The text without empty lines at its start and end.
  fileprivate var trimmed: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let kept = lines.drop { $0.allSatisfy(\.isWhitespace) }.reversed().drop { $0.allSatisfy(\.isWhitespace) }.reversed()
    return kept.isEmpty ? "" : kept.joined(separator: "\n") + "\n"
  }
}
