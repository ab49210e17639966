import LessonFormat
import LessonRunner
import TextFormatting

/// What a learner has solved, and which version of each exercise they have seen; it is kept between runs.
///
/// A kept verdict counts only for the answer and the exercise that it was about: if either has changed since, it says nothing.
struct AnswerProgress {
  private let store: StateStore

  init(_ store: StateStore) { self.store = store }

  private static func verdicts(_ lesson: String) -> String { "solved-\(lesson)" }
  private static func seen(_ lesson: String) -> String { "seen-\(lesson)" }

  /// Returns a function that finds the solved exercises and questions of a course's lessons, which are none without the course's package.
  static func solvedTasks(in course: Course) -> (Lesson) -> Set<LessonTask> {
    guard let root = course.root else { return { _ in [] } }
    let (folder, progress) = (AnswersFolder(root: root), AnswerProgress(StateStore(of: course)))
    return { progress.solvedTasks(of: $0, in: folder.read($0)) }
  }

  // MARK: - What is solved

  /// Returns the exercises and questions whose answers are known to be right.
  func solvedTasks(of lesson: Lesson, in answers: AnswersFile) -> Set<LessonTask> {
    let known = Set(store[Self.verdicts(lesson.name)])
    return Set(
      lesson.tasks.filter { task in
        switch task {
        case .question(let index): return answers.verdict(on: lesson.questions[index]).verdict == .solved
        case .exercise(let index):
          let exercise = lesson.cells[index]
          return answers.answer(to: exercise).map { known.contains(Self.entry(exercise, $0)) } ?? false
        }
      })
  }

  /// Keeps the verdict on an answer to an exercise, and returns why that was not possible, or nil if it was.
  func keep(_ verdict: AnswerVerdict, on task: LessonTask, of lesson: Lesson, in answers: AnswersFile) -> String? {
    guard case .exercise(let index) = task, let answer = answers.answer(to: lesson.cells[index]) else { return nil }
    let entry = Self.entry(lesson.cells[index], answer)
    let subject = Self.verdicts(lesson.name)
    let kept = store[subject].filter { !$0.hasPrefix("\(task.id(in: lesson)) ") }
    let new = verdict == .solved ? kept + [entry] : kept
    return new == store[subject] ? nil : store.write(new, for: subject)
  }

  private static func entry(_ exercise: Cell, _ answer: Cell) -> String {
    let digest = fnv1a("\(exercise.digest)|\(answer.code)".utf8)
    return "\(exercise.id) \(digest.hexadecimal(digits: 16))"
  }

  // MARK: - What has changed

  /// Returns what has changed in the exercises of a lesson since this was last called, in sentences.
  ///
  /// - Parameters:
  ///   - added: the ids that have just been added to the answers.
  func changes(in lesson: Lesson, _ answers: AnswersFile, added: [String]) -> [String] {
    let old = Dictionary(
      store[Self.seen(lesson.name)].map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 4 }
        .map { ($0[0], Array($0[1...])) }, uniquingKeysWith: { $1 })
    var sentences: [String] = []
    var new: [String] = []
    for task in lesson.tasks {
      let id = task.id(in: lesson)
      let parts = Self.parts(of: task, in: lesson)
      new.append(([id] + parts).joined(separator: " "))
      if added.contains(id) { sentences.append("'\(id)' is new in this lesson: it was added to \(answers.name)") }
      guard let before = old[id], before != parts, !added.contains(id) else { continue }
      let names = zip(["text", "starter", "check"], zip(before, parts)).filter { $1.0 != $1.1 }.map(\.0)
      let advice = names.contains("starter") ? "; x starts again with the new starter" : ""
      sentences.append(
        "'\(id)' has changed (\(names.joined(separator: ", "))) since you last saw it: your answer is kept\(advice)")
    }
    for stranger in answers.strangers(to: lesson) {
      sentences.append(
        "the lesson has no exercise '\(stranger.id)' (any more): your answer is kept, at \(answers.name):\(stranger.line)"
      )
    }
    if new != store[Self.seen(lesson.name)] { store[Self.seen(lesson.name)] = new }
    return sentences
  }

  /// Returns digests of a task's text, of what a learner starts from, and of what decides whether an answer is right.
  private static func parts(of task: LessonTask, in lesson: Lesson) -> [String] {
    let text = lesson.source.text(ofLines: task.instructions(in: lesson))
    let (start, check): (String, String) =
      switch task {
      case .exercise(let index):
        (lesson.cells[index].code, lesson.cells[index].exercise?.checks.map(\.code).joined(separator: "|") ?? "")
      case .question(let index):
        (
          lesson.questions[index].text + lesson.questions[index].choices.map(\.text).joined(separator: "|"),
          lesson.questions[index].choices.map { "\($0.isRight)" }.joined()
        )
      }
    return [text, start, check].map { fnv1a($0.utf8).hexadecimal(digits: 16) }
  }
}
