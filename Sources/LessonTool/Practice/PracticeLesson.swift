import LessonFormat
import LessonRunner
import LessonRuntime

/// A lesson that a learner practises: its text, and the answers to it.
struct PracticeLesson {
  let compiled: CompiledLesson
  private(set) var lesson: Lesson
  private(set) var answers: AnswersFile
  /// What has changed since the learner last saw the lesson.
  private(set) var changes: [String] = []

  private let course: Course
  private let folder: AnswersFolder
  private let invocation: String

  /// Opens a lesson, and adds to its answers what they lack.
  ///
  /// - Parameter invocation: how the program is called, for the text of a new file.
  init(
    _ compiled: CompiledLesson, of course: Course, _ folder: AnswersFolder, _ progress: AnswerProgress,
    invocation: String
  ) throws(Failure) {
    (self.compiled, self.course, self.folder, self.invocation) = (compiled, course, folder, invocation)
    lesson = try Self.read(compiled, of: course)
    answers = folder.read(lesson)
    try complete(progress)
  }

  /// Why a lesson cannot be practised.
  enum Failure: Error {
    case lesson(PlanningError)
    case answers(RecordingFailure)
  }

  private static func read(_ compiled: CompiledLesson, of course: Course) throws(Failure) -> Lesson {
    do throws(PlanningError) {
      return try course.readValid(compiled)
    } catch {
      throw .lesson(error)
    }
  }

  /// Reads the lesson and the answers again.
  ///
  /// - Returns: The tasks whose answers have changed.
  /// - Throws: ``Failure``; what was read before is then kept.
  mutating func update(_ progress: AnswerProgress) throws(Failure) -> [LessonTask] {
    let old = answers
    lesson = try Self.read(compiled, of: course)
    try complete(progress)
    return lesson.tasks.filter { task in
      switch task {
      case .exercise(let index):
        old.answer(to: lesson.cells[index])?.code != answers.answer(to: lesson.cells[index])?.code
      case .question(let index):
        old.answer(to: lesson.questions[index])?.choices.map(\.isTicked)
          != answers.answer(to: lesson.questions[index])?.choices.map(\.isTicked)
      }
    }
  }

  private mutating func complete(_ progress: AnswerProgress) throws(Failure) {
    do throws(RecordingFailure) {
      let (answers, added) = try folder.completed(for: lesson, invocation: invocation)
      self.answers = answers
      if answers.problems.isEmpty { changes = progress.changes(in: lesson, answers, added: added) }
    } catch {
      answers = folder.read(lesson)
      throw .answers(error)
    }
  }
}
