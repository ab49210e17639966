import Dispatch
import Foundation
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// A session that shows one exercise at a time, and judges the answer to it whenever the learner saves it.
final class PracticeSession {
  let course: Course
  private let options: RunOptions
  let context: ReportContext
  private let keys: RawTerminal
  let folder: AnswersFolder
  let progress: AnswerProgress
  private let watched: WatchedCourse
  /// The lessons of the course that have exercises.
  let lessons: [CompiledLesson]
  var lessonIndex: Int
  var open: PracticeLesson
  var taskIndex: Int
  private var state = PracticeScreen.State.judging(.compiling)
  private var judging: Judging?
  /// The program that answers are compiled and run with: the one that is built if it is the running one.
  private let executable: String
  private var program: BuiltProgram
  var mode = PracticePrompt.Mode.exercise
  var hints = 0
  var showsSolution = false
  var notices: [String] = []
  var isShown = false
  private var style: Style { context.style }

  /// Opens a lesson's exercise.
  ///
  /// - Parameters:
  ///   - lessons: the lessons that have exercises.
  ///   - start: the index of the lesson to open.
  ///   - id: the exercise or question to open, or nil for the first that is not solved.
  init(
    _ lessons: [CompiledLesson], opening start: Int, id: String?, of course: Course, root: String,
    options: RunOptions, context: ReportContext, keys: RawTerminal, store: StateStore
  ) throws(PracticeLesson.Failure) {
    (self.lessons, lessonIndex, self.course, self.options) = (lessons, start, course, options)
    (self.context, self.keys) = (context, keys)
    folder = AnswersFolder(root: root)
    progress = AnswerProgress(store)
    watched = WatchedCourse(root: root, lessons: [], buildsOther: false)
    executable = watched.build.isRunning ? watched.build.program : CourseBuild.runningProgram
    program = BuiltProgram(executable)
    open = try PracticeLesson(
      lessons[start], of: course, folder, progress, invocation: context.invocation.program)
    taskIndex = 0
    taskIndex = open.lesson.tasks.firstIndex { $0.id(in: open.lesson) == id } ?? firstUnsolved
    notices = open.changes
  }

  // MARK: - The session

  /// Runs until the learner quits.
  func run() {
    if !watched.isComplete {
      notices.append("the system cannot watch the answers: press Enter after you have saved them")
    }
    watched.startBuild()
    judge()
    while true {
      if !isShown { show() }
      if let key = keys.key(within: 50), !handle(key) { break }
      let news = watched.news(within: .seconds(0))
      if !news.saved.subtracting(.build).isEmpty { read() }
      lookAtJudging()
      if news.buildEnded { buildEnded() }
    }
    judging?.cancel()
    watched.cancelBuild()
    Terminal.write("\r\u{1B}[K" + farewell)
  }

  var tasks: [LessonTask] { open.lesson.tasks }
  var task: LessonTask { tasks[min(taskIndex, tasks.count - 1)] }
  private var solved: [Bool] {
    let solved = progress.solvedTasks(of: open.lesson, in: open.answers)
    return tasks.map(solved.contains)
  }
  var firstUnsolved: Int { solved.firstIndex(of: false) ?? 0 }

  private var farewell: String {
    let count = solved.count { $0 }
    let start = "\(open.lesson.name): \(count) of \(solved.count) solved. "
    guard count == solved.count else {
      return start + "To go on, run `\(context.invocation.practice(open.lesson.name))`.\n"
    }
    let next = course.lessons.map(\.name).drop { $0 != open.lesson.name }.dropFirst().first
    return start + (next.map { "The next lesson: `\(context.invocation.program) run \($0) --step`\n" } ?? "\n")
  }

  // MARK: - Judging

  func judge() {
    judging?.cancel()
    judging = nil
    isShown = false
    guard open.answers.problems.isEmpty else {
      state = .blocked(AnswersRefusal.invalid(open.answers).message(context.invocation))
      return
    }
    do throws(AnswersRefusal) {
      let judge = try AnswerJudge(open.lesson, in: course, options: options, program: executable)
      judging = Judging(task, in: open.answers, by: judge)
      state = .judging(.compiling)
    } catch {
      state = .blocked(error.message(context.invocation))
    }
  }

  private func lookAtJudging() {
    guard let judging else { return }
    if case .judging(let phase) = state, phase != judging.phase {
      state = .judging(judging.phase)
      isShown = false
    }
    guard let end = judging.end else { return }
    self.judging = nil
    isShown = false
    switch end {
    case .cancelled: break
    case .refused(let refusal): state = .blocked(refusal.message(context.invocation))
    case .judged(let result):
      state = .judged(result)
      if let reason = progress.keep(result.verdict, on: judging.task, of: open.lesson, in: open.answers) {
        notices = ["the progress cannot be kept: \(reason)"]
      }
    }
  }

  // MARK: - Saved files and builds

  /// Reads the lesson and the answers after something was saved.
  private func read() {
    do throws(PracticeLesson.Failure) {
      let before = open.lesson
      let id = task.id(in: before)
      let edited = try open.update(progress)
      // What this session has written itself is no news.
      if !edited.isEmpty || !open.changes.isEmpty { notices = open.changes }
      guard !tasks.isEmpty else { return }
      let isNew = open.lesson.source != before.source
      // The exercise may have moved, or be gone.
      taskIndex = tasks.firstIndex { $0.id(in: open.lesson) == id } ?? min(taskIndex, tasks.count - 1)
      // Whoever edits another answer wants to see that one.
      if !edited.isEmpty, !edited.contains(task), let other = tasks.firstIndex(of: edited[0]) { go(to: other) }
      let isBlocked = if case .blocked = state { true } else { false }
      if isNew || !edited.isEmpty || isBlocked || !open.answers.problems.isEmpty { judge() }
    } catch {
      judging?.cancel()
      judging = nil
      state = .blocked(Self.text(error, context.invocation))
    }
    isShown = false
  }

  /// Returns why a lesson cannot be practised, in the format of compilers.
  static func text(_ failure: PracticeLesson.Failure, _ invocation: Invocation) -> String {
    switch failure {
    case .lesson(let error): error.message(invocation)
    case .answers(let error): error.answersDiagnostic.text()
    }
  }

  private func buildEnded() {
    if let failure = watched.failure {
      let errors = BuildErrors(in: failure, root: watched.build.root).text(style).split(separator: "\n").suffix(6)
        .joined(separator: "\n")
      notices = ["the course does not build, so answers are judged with the last build:\n\(errors)"]
      isShown = false
    }
    let built = BuiltProgram(executable)
    guard built != program else { return }
    program = built
    judge()
  }

  // MARK: - The screen

  private static let clear = "\u{1B}[2J\u{1B}[3J\u{1B}[H"

  private func show() {
    isShown = true
    let text: String
    switch mode {
    case .list: text = list.text
    case .keys: text = PracticePrompt.help
    case .exercise, .startingAgain:
      text =
        PracticeScreen(
          lesson: open.lesson, answers: open.answers, task: task, state: state, style: style, solved: solved,
          hints: hints, showsSolution: showsSolution, notices: notices
        ).text
    }
    let prompt = PracticePrompt(mode: mode, task: task, hintCount: hintCount, hints: hints)
    Terminal.write(Self.clear + text + "\n" + prompt.text(style))
  }

  var list: PracticeList {
    let others = lessons.indices.filter { $0 != lessonIndex }.compactMap {
      index -> (index: Int, name: String, solved: Int, count: Int)? in
      guard let lesson = try? course.read(lessons[index]), lesson.problems.isEmpty else { return nil }
      let solved = progress.solvedTasks(of: lesson, in: folder.read(lesson))
      return (index, lesson.name, solved.count, lesson.tasks.count)
    }
    return PracticeList(open.lesson, solved: solved, others: others, style: style)
  }
}
