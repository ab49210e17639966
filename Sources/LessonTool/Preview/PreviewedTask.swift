import LessonFormat
import LessonPages
import LessonPresentation
import LessonRunner
import TextFormatting

/// The exercises and questions of a lesson, and the answers to them, as a page receives them.
struct PreviewedTasks: Encodable {
  var tasks: [PreviewedTask]
  /// The words that an editor shows as keywords.
  var keywords: [String]
  /// What keeps the answers from being read, or nil if nothing does.
  var problem: String?
}

/// An exercise or a question, and the answer to it.
struct PreviewedTask: Encodable {
  struct Choice: Encodable {
    var text: String
    var isTicked: Bool
  }

  var id: String
  /// The names of the file of answers, and of that of earlier ones.
  var file: String
  var earlier: String
  /// The answer's code, or the starter if there is no answer yet; nil for a question.
  var code: String?
  var starter: String?
  /// Stands for the answer that the file has; a page sends it back to show which one it has seen.
  var base: String
  /// The line of the file at which the answer begins, counted from 1; 1 if there is none.
  var line = 1
  var choices: [Choice]?
  var isSolved: Bool
  /// What was done, in a sentence.
  var notice: String?
  /// The verdict on the ticked choice.
  var judged: PreviewedVerdict?

  init(_ task: LessonTask, of lesson: Lesson, in answers: AnswersFile, isSolved: Bool) {
    id = task.id(in: lesson)
    file = answers.name
    earlier = "\(answers.name.dropLast(".md".count)).earlier.md"
    self.isSolved = isSolved
    switch task {
    case .exercise(let index):
      let answer = answers.answer(to: lesson.cells[index])
      starter = lesson.cells[index].code.withoutTrailingNewline
      code = (answer ?? lesson.cells[index]).code.withoutTrailingNewline
      if let answer { line = answer.fence.contentLines.lowerBound }
      base = answer.map { fnv1a($0.code.utf8).hexadecimal(digits: 16) } ?? ""
    case .question(let index):
      let question = lesson.questions[index]
      let ticked = Set(answers.answer(to: question)?.choices.filter(\.isTicked).map(\.text) ?? [])
      choices = question.choices.map { Choice(text: $0.text, isTicked: ticked.contains($0.text)) }
      base = ""
      let (verdict, line) = answers.verdict(on: question)
      if !ticked.isEmpty {
        judged = PreviewedVerdict(AnswerResult(id: id, line: line, verdict: verdict), of: answers)
      }
    }
  }
}

/// The verdict on an answer, as a page receives it.
struct PreviewedVerdict: Encodable {
  var status: String
  var title: String
  /// The lines that explain it.
  var lines: [String]
  /// What the answer printed, as HTML; empty if it printed nothing.
  var output: String
  /// Stands for the answer that was judged, and the line at which it begins.
  var base = ""
  var line = 1

  /// - Parameters:
  ///   - output: what the answer printed, as HTML.
  ///   - notice: what else there is to say.
  init(_ result: AnswerResult, of answers: AnswersFile, output: String = "", notice: String? = nil) {
    status = result.verdict.status.rawValue
    title = PracticeScreen.title(of: result, .plain)
    lines =
      result.explanation(file: answers.name, source: answers.content.source, style: .plain).map(\.withoutControls)
      + (notice.map { [$0] } ?? [])
    self.output = output
  }
}
