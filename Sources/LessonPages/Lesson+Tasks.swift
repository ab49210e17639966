import LessonFormat
import LessonProse
import LessonRunner
import TextFormatting

extension Lesson {
  /// The numbers of exercises and of questions, such as `2 exercises, 1 question`; empty if there are none.
  var taskCounts: String {
    let exercises = cells.count { $0.exercise != nil }
    return [(exercises, "exercise"), (questions.count, "question")].filter { $0.0 > 0 }.map { pluralized($0.0, $0.1) }
      .joined(separator: ", ")
  }

  /// Returns the command with which a learner answers an exercise or a question.
  func practiceCommand(_ id: String, of program: String) -> String { "\(program) practice \(name)#\(id)" }

  /// Returns a paragraph of Markdown that says how to answer an exercise or a question.
  func invitation(to kind: String, _ id: String, of program: String) -> String {
    "**\(kind).** Answer it with \(MarkdownCode.span(practiceCommand(id, of: program))).\n"
  }
}
