import LessonFormat
import LessonPresentation
import LessonRunner
import TextFormatting

/// The list of a course's exercises, in which a key leads to each: those of one lesson by number, the other lessons by letter.
struct PracticeList {
  /// Where a key leads.
  enum Target: Equatable {
    /// The exercise or question of the open lesson with this index.
    case task(Int)
    /// The lesson with this index.
    case lesson(Int)
  }

  /// The list.
  let text: String
  private let targets: [Character: Target]

  /// - Parameters:
  ///   - lesson: the open lesson.
  ///   - solved: for each of its tasks, whether it is solved.
  ///   - others: the other lessons with exercises: their indices, names and numbers of solved and all tasks.
  init(
    _ lesson: Lesson, solved: [Bool], others: [(index: Int, name: String, solved: Int, count: Int)], style: Style
  ) {
    var targets: [Character: Target] = [:]
    var text = style.bold(lesson.name) + "\n"
    for (index, task) in lesson.tasks.enumerated() {
      let key = Self.digits.indices.contains(index) ? Self.digits[index] : " "
      targets[key] = .task(index)
      text += "  \(key) \(solved[index] ? style.green("✓") : "○") \(task.title(in: lesson))\n"
    }
    if !others.isEmpty { text += "\n" + style.bold("Other lessons") + "\n" }
    for (letter, other) in zip(Self.letters, others) {
      targets[letter] = .lesson(other.index)
      text += "  \(letter)   \(other.name)  \(style.dim("\(other.solved) of \(other.count) solved"))\n"
    }
    targets[" "] = nil
    (self.text, self.targets) = (text, targets)
  }

  private static let digits = Array("123456789")
  private static let letters = Array("acdefghijkmnoprstuvwxyz")

  /// Returns where a key leads, or nil if nowhere.
  func target(of key: Character) -> Target? { targets[key] }
}
