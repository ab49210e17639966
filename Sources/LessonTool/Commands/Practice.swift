import ArgumentParser
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// Shows exercises and judges the answers to them: `lessons practice [LESSON[#exercise]]`.
struct Practice: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice", abstract: "Answer the exercises of a lesson, and be told whether the answers are right.",
    discussion: """
      The answers are in \(AnswersFolder.name)/LESSON.md, which is made for you. The session stays open and judges an answer whenever you \
      save it. Without a lesson, it opens the first exercise that is not solved. Elsewhere than on a terminal, and with \
      --plain, the answers are judged once; the exit code is then 0 only if all of them are solved.
      """)

  @Argument(
    help: ArgumentHelp("The lesson, optionally with one exercise or question.", valueName: "lesson[#exercise]"),
    completion: .lessonOrCell)
  var lesson: LessonReference?

  @OptionGroup var settings: RunSettings

  func run() throws {
    Interruption.watch()
    let course = CourseProgram.current.course
    guard let root = course.root else {
      Terminal.writeError(AnswersRefusal.noPackage.message(CourseProgram.current.invocation()))
      throw ExitCode(ExitStatus.invalidLesson)
    }
    let options = settings.options(for: course)
    let context = settings.reportContext(options)
    let lessons = course.lessons.filter { compiled in
      (try? course.read(compiled)).map { !$0.tasks.isEmpty } == true
    }
    let start = try start(among: lessons, of: course, root, context)
    let isSolved: Bool
    do throws(PracticeLesson.Failure) {
      if Terminal.isTerminal, !settings.plain, let keys = RawTerminal() {
        let session = try PracticeSession(
          lessons, opening: start, id: lesson?.cell, of: course, root: root, options: options, context: context,
          keys: keys, store: StateStore(of: course))
        session.run()
        isSolved = true
      } else {
        isSolved = try PracticeRound(
          lessons[start], id: lesson?.cell, of: course, root: root, options: options, context: context,
          progress: AnswerProgress(StateStore(of: course))
        ).run()
      }
    } catch {
      Terminal.writeError(PracticeSession.text(error, context.invocation))
      throw ExitCode(ExitStatus.invalidLesson)
    }
    try end(with: isSolved ? 0 : 1)
  }

  /// Returns the index of the lesson to open.
  private func start(
    among lessons: [CompiledLesson], of course: Course, _ root: String, _ context: ReportContext
  ) throws -> Int {
    guard let lesson else {
      guard !lessons.isEmpty else { throw failure("this course has no exercises") }
      let solvedTasks = AnswerProgress.solvedTasks(in: course)
      return lessons.firstIndex { compiled in
        guard let lesson = try? course.read(compiled) else { return false }
        return solvedTasks(lesson).count < lesson.tasks.count
      } ?? 0
    }
    let found = lesson.read(in: course)
    switch found {
    case .failure(let error):
      Terminal.writeError(error.message(context.invocation))
      throw ExitCode(ExitStatus.invalidLesson)
    case .success(let read):
      guard let index = lessons.firstIndex(where: { $0.name == read.name }) else {
        throw failure("the lesson '\(read.name)' has no exercises")
      }
      let ids = read.tasks.map { $0.id(in: read) }
      if let id = lesson.cell, !ids.contains(id) {
        let nearest = Suggestion.nearest(to: id, among: ids)
        let advice = nearest.map { "did you mean `\($0)`?" } ?? "it has \(ids.joined(separator: ", "))"
        throw failure("the lesson '\(read.name)' has no exercise '\(id)': \(advice)")
      }
      return index
    }
  }

  private func failure(_ message: String) -> ExitCode {
    Terminal.writeError(Diagnostic(message).text())
    return ExitCode(ExitStatus.invalidLesson)
  }
}
