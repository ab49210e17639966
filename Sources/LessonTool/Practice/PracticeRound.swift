import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// Judges the answers to a lesson once, where there is no terminal to stay open on.
struct PracticeRound {
  private let open: PracticeLesson
  private let judge: AnswerJudge?
  private let refusal: AnswersRefusal?
  private let tasks: [LessonTask]
  private let context: ReportContext
  private let progress: AnswerProgress

  /// Opens a lesson, and adds to its answers what they lack.
  ///
  /// - Parameter id: the only exercise or question to judge, or nil for all.
  init(
    _ lesson: CompiledLesson, id: String?, of course: Course, root: String, options: RunOptions,
    context: ReportContext, progress: AnswerProgress
  ) throws(PracticeLesson.Failure) {
    let folder = AnswersFolder(root: root)
    open = try PracticeLesson(lesson, of: course, folder, progress, invocation: context.invocation.program)
    (self.context, self.progress) = (context, progress)
    let read = open.lesson
    tasks = read.tasks.filter { id == nil || $0.id(in: read) == id }
    do throws(AnswersRefusal) {
      guard open.answers.problems.isEmpty else { throw .invalid(open.answers) }
      judge = try AnswerJudge(read, in: course, options: options)
      refusal = nil
    } catch {
      (judge, refusal) = (nil, error)
    }
  }

  /// Judges the answers and writes what is found; returns whether all are solved.
  func run() throws(PracticeLesson.Failure) -> Bool {
    for change in open.changes { context.writeError("note: \(change)\n") }
    guard let judge else { return refuse(refusal) }
    var results: [AnswerResult] = []
    do throws(AnswersRefusal) {
      for task in tasks {
        guard let result = try judge.judge(task, in: open.answers) else { continue }
        results.append(result)
        write(result)
        if let reason = progress.keep(result.verdict, on: task, of: open.lesson, in: open.answers) {
          context.writeError("note: the progress cannot be kept: \(reason)\n")
        }
      }
    } catch {
      return refuse(error)
    }
    if tasks.count > 1 { context.write("\(open.lesson.name): \(results.statusCounts)\n") }
    return results.allSatisfy { $0.verdict == .solved }
  }

  private func refuse(_ refusal: AnswersRefusal?) -> Bool {
    if let refusal { context.writeError(refusal.message(context.invocation)) }
    return false
  }

  private func write(_ result: AnswerResult) {
    let place = "\(open.answers.name):\(result.line)"
    context.write("\(PracticeScreen.title(of: result, context.style))  \(result.id)  \(context.style.dim(place))\n")
    let lines = result.explanation(
      file: open.answers.name, source: open.answers.content.source, style: context.style)
    for line in lines { context.write("    \(line)\n") }
    if !result.pieces.isEmpty {
      context.write("  it printed\n" + TaskText(open.lesson, style: context.style).output(result.pieces))
    }
  }
}
