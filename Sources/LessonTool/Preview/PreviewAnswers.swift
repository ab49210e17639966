import Foundation
import LessonFormat
import LessonPages
import LessonPresentation
import LessonPreview
import LessonRunner
import LessonRuntime
import SwiftLexing
import Synchronization

/// The answers that a learner writes in the pages of a preview.
///
/// The answers file is the only place where they are kept: the page and an editor change the same text, and neither replaces what it has not seen.
final class PreviewAnswers: Sendable {
  private let course: Course
  private let options: RunOptions
  private let invocation: Invocation
  private let templates: Templates
  private let executable: String
  private let folder: AnswersFolder
  private let progress: AnswerProgress
  /// One change of the file at a time.
  private let changing = Mutex(())

  init(
    of course: Course, root: String, options: RunOptions, invocation: Invocation, templates: Templates,
    executable: String
  ) {
    self.templates = templates
    (self.course, self.options, self.invocation, self.executable) = (course, options, invocation, executable)
    folder = AnswersFolder(root: root)
    progress = AnswerProgress(StateStore(of: course))
  }

  /// What a page asks for.
  private struct Request: Decodable {
    var lesson: String
    var id: String?
    var code: String?
    var base: String?
    var choice: Int?
    var setsAside: Bool?
  }

  /// Why something is not done.
  private enum Refusal: Error {
    /// In a sentence.
    case problem(String)
    /// The file has another answer than the page last saw.
    case conflict(PreviewedTask)
  }

  /// Does what a page asks for.
  func perform(_ action: String, _ body: [UInt8], isCancelled: @escaping @Sendable () -> Bool) -> HTTPResponse {
    guard let request = try? JSONDecoder().decode(Request.self, from: Data(body)) else {
      return HTTPResponse(.badRequest, "the body is not what this action takes")
    }
    do throws(Refusal) {
      switch action {
      case "tasks": return Self.response(try tasks(request))
      case "save": return Self.response(try save(request, of: try lesson(request)))
      case "judge": return Self.response(try judge(request, isCancelled))
      case "tick": return Self.response(try tick(request))
      case "again": return Self.response(try startAgain(request))
      case "set-aside": return Self.response(try setAside(request))
      default: return HTTPResponse(.notFound, "there is no action of this name")
      }
    } catch {
      switch error {
      case .problem(let sentence): return Self.response(["problem": sentence], .badRequest)
      case .conflict(let task): return Self.response(task, .conflict)
      }
    }
  }

  private static func response(_ value: some Encodable, _ status: HTTPResponse.Status = .ok) -> HTTPResponse {
    let bytes = (try? JSONEncoder().encode(value)).map { Array($0) } ?? []
    return HTTPResponse(bytes, type: "application/json", status: status)
  }

  // MARK: - Actions

  private func tasks(_ request: Request) throws(Refusal) -> PreviewedTasks {
    let lesson = try lesson(request)
    let answers = folder.read(lesson)
    let solved = progress.solvedTasks(of: lesson, in: answers)
    let isFine = answers.problems.isEmpty || !folder.hasAnswers(to: lesson.name)
    let problem = isFine ? nil : AnswersRefusal.invalid(answers).message(invocation)
    return PreviewedTasks(
      tasks: lesson.tasks.map { PreviewedTask($0, of: lesson, in: answers, isSolved: solved.contains($0)) },
      keywords: CodeSpan.keywords.sorted(), problem: problem)
  }

  private func save(_ request: Request, of lesson: Lesson) throws(Refusal) -> PreviewedTask {
    let (task, index) = try exercise(request, of: lesson)
    guard let code = request.code else { throw .problem("the page did not send the answer") }
    return try change { () throws(Refusal) in
      try self.write(code, request, task, lesson.cells[index], lesson)
    }
  }

  /// Writes an answer into the file, if that has what the page last saw.
  private func write(
    _ code: String, _ request: Request, _ task: LessonTask, _ exercise: Cell, _ lesson: Lesson
  ) throws(Refusal) -> PreviewedTask {
    let before = PreviewedTask(task, of: lesson, in: try readAnswers(lesson), isSolved: false)
    if before.code == code { return before }
    if request.base != before.base {
      guard request.setsAside == true else { throw .conflict(before) }
    }
    do throws(RecordingFailure) {
      let (answers, _) = try folder.completed(for: lesson, invocation: invocation.program)
      guard let answer = answers.answer(to: exercise) else { throw .unlikeLesson(file: answers.name) }
      if request.setsAside == true { _ = try folder.setAside(answer.code, of: exercise, lesson) }
      let text = code.isEmpty || code.hasSuffix("\n") ? code : code + "\n"
      guard let edit = answers.content.edit(of: answer, toCode: text) else { throw .unlikeLesson(file: answers.name) }
      try folder.replace(answers, with: [edit])
    } catch {
      throw .problem(error.answersDiagnostic.text())
    }
    return PreviewedTask(task, of: lesson, in: folder.read(lesson), isSolved: false)
  }

  private func judge(
    _ request: Request, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(Refusal) -> PreviewedVerdict {
    let lesson = try lesson(request)
    let (task, _) = try exercise(request, of: lesson)
    let saved = try save(request, of: lesson)
    var verdict = try verdict(on: task, of: lesson, isCancelled)
    (verdict.base, verdict.line) = (saved.base, saved.line)
    return verdict
  }

  private func tick(_ request: Request) throws(Refusal) -> PreviewedVerdict {
    let lesson = try lesson(request)
    guard case .question(let index) = try task(request, of: lesson), let choice = request.choice,
      lesson.questions[index].choices.indices.contains(choice)
    else { throw .problem("the lesson has no such choice") }
    let text = lesson.questions[index].choices[choice].text
    try change { () throws(Refusal) in
      _ = try self.readAnswers(lesson)
      do throws(RecordingFailure) {
        let (answers, _) = try self.folder.completed(for: lesson, invocation: self.invocation.program)
        guard let question = answers.answer(to: lesson.questions[index]),
          let place = question.choices.firstIndex(where: { $0.text == text })
        else { throw .unlikeLesson(file: answers.name) }
        let edits = answers.content.edits(ticking: place, of: question)
        if !edits.isEmpty { try self.folder.replace(answers, with: edits) }
      } catch {
        throw .problem(error.answersDiagnostic.text())
      }
    }
    return try verdict(on: .question(index), of: lesson) { false }
  }

  private func startAgain(_ request: Request) throws(Refusal) -> PreviewedTask {
    let lesson = try lesson(request)
    let (task, index) = try exercise(request, of: lesson)
    if request.code != nil { _ = try save(request, of: lesson) }
    return try change { () throws(Refusal) in
      do throws(RecordingFailure) {
        let (answers, _) = try self.folder.completed(for: lesson, invocation: self.invocation.program)
        let kept = try self.folder.startAgain(lesson.cells[index], answers, lesson)
        var task = PreviewedTask(task, of: lesson, in: self.folder.read(lesson), isSolved: false)
        task.notice = "your answer was added to \(kept)"
        return task
      } catch {
        throw .problem(error.answersDiagnostic.text())
      }
    }
  }

  private func setAside(_ request: Request) throws(Refusal) -> [String: String] {
    let lesson = try lesson(request)
    let (_, index) = try exercise(request, of: lesson)
    do throws(RecordingFailure) {
      return ["file": try folder.setAside(request.code ?? "", of: lesson.cells[index], lesson)]
    } catch {
      throw .problem(error.answersDiagnostic.text())
    }
  }

  // MARK: - Parts of actions

  private func verdict(
    on task: LessonTask, of lesson: Lesson, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(Refusal) -> PreviewedVerdict {
    let answers = try readAnswers(lesson)
    let result: AnswerResult?
    do throws(AnswersRefusal) {
      let judge = try AnswerJudge(lesson, in: course, options: options, program: executable)
      result = try Judging(task, in: answers, by: judge).result(isCancelled: isCancelled)
    } catch {
      throw .problem(error.message(invocation))
    }
    guard let result else { throw .problem("another answer is judged instead") }
    let reason = progress.keep(result.verdict, on: task, of: lesson, in: answers)
    return PreviewedVerdict(
      result, of: answers, output: templates.html(of: result.pieces),
      notice: reason.map { "the progress cannot be kept: \($0)" })
  }

  private func change<Result>(_ body: () throws(Refusal) -> Result) throws(Refusal) -> Result {
    try changing.withLock { _ throws(Refusal) in try body() }
  }

  private func readAnswers(_ lesson: Lesson) throws(Refusal) -> AnswersFile {
    let answers = folder.read(lesson)
    guard answers.problems.isEmpty || !folder.hasAnswers(to: lesson.name) else {
      throw .problem(AnswersRefusal.invalid(answers).message(invocation))
    }
    return answers
  }

  /// Returns the lesson as it is in its file, which may have been added since the build.
  private func lesson(_ request: Request) throws(Refusal) -> Lesson {
    do throws(PlanningError) {
      guard let reference = LessonReference(argument: request.lesson) else {
        throw .unknownLesson(request.lesson, suggestion: nil)
      }
      let compiled = try reference.findOrAdded(in: course)
      guard compiled.name == request.lesson else { throw .unknownLesson(request.lesson, suggestion: nil) }
      return try course.readValid(compiled)
    } catch {
      throw .problem(error.message(invocation))
    }
  }

  private func task(_ request: Request, of lesson: Lesson) throws(Refusal) -> LessonTask {
    guard let task = lesson.tasks.first(where: { $0.id(in: lesson) == request.id }) else {
      throw .problem("the lesson no longer has the exercise '\(request.id ?? "")'")
    }
    return task
  }

  private func exercise(_ request: Request, of lesson: Lesson) throws(Refusal) -> (LessonTask, Int) {
    let task = try task(request, of: lesson)
    guard case .exercise(let index) = task else { throw .problem("'\(request.id ?? "")' is a question") }
    return (task, index)
  }
}
