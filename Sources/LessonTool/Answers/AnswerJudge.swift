import Foundation
import LessonFormat
import LessonPresentation
import LessonRunner
import LessonRuntime
import LessonTangle

/// Judges the answers to a lesson, each in a process of its own that runs the cells before the exercise.
struct AnswerJudge: Sendable {
  /// What is being done with an answer.
  enum Phase: String {
    case compiling, running
  }

  /// The lesson as it is in its file, without problems.
  let lesson: Lesson
  private let compiler: AnswerCompiler
  private let needs: [Need]
  private let options: RunOptions
  private let runner: Runner

  /// Creates a judge.
  ///
  /// - Throws: ``AnswersRefusal`` if answers cannot be compiled here.
  /// - Parameter program: the course's program, which the answers are compiled and run with.
  init(
    _ lesson: Lesson, in course: Course, options: RunOptions,
    program: String = CourseBuild.runningProgram
  ) throws(AnswersRefusal) {
    // A lesson that was added since the build belongs to the module of the others.
    let compiled = course.lessons.first { $0.name == lesson.name } ?? course.lessons.first
    guard let root = course.root, let compiled else { throw .noPackage }
    self.lesson = lesson
    compiler = try AnswerCompiler(compiled, root: root, executable: program)
    runner = Runner(executable: program)
    (needs, self.options) = (course.needs, options)
  }

  /// Judges an answer.
  ///
  /// - Parameters:
  ///   - began: called when a phase begins.
  ///   - isCancelled: called several times a second; returning true ends the judging.
  /// - Returns: The result, or nil if it was cancelled.
  /// - Throws: ``AnswersRefusal`` if answers cannot be compiled here.
  func judge(
    _ task: LessonTask, in answers: AnswersFile, began: (Phase) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws(AnswersRefusal) -> AnswerResult? {
    switch task {
    case .question(let index):
      let (verdict, line) = answers.verdict(on: lesson.questions[index])
      return result(task, line: line, verdict)
    case .exercise(let index):
      let exercise = lesson.cells[index]
      guard let answer = answers.answer(to: exercise) else { return result(task, line: 1, .untouched) }
      guard answer.code.trimmed != exercise.code.trimmed else { return result(task, line: answer.line, .untouched) }
      return try judge(answer, to: index, in: answers, began: began, isCancelled: isCancelled)
    }
  }

  private func result(_ task: LessonTask, line: Int, _ verdict: AnswerVerdict) -> AnswerResult {
    AnswerResult(id: task.id(in: lesson), line: line, verdict: verdict)
  }

  private func judge(
    _ answer: Cell, to index: Int, in answers: AnswersFile, began: (Phase) -> Void, isCancelled: @escaping () -> Bool
  ) throws(AnswersRefusal) -> AnswerResult? {
    let task = LessonTask.exercise(index)
    if let problem = answer.answerProblem {
      let error = CompileError(problem.message, place: .answer, file: answers.name, location: problem.location)
      return result(task, line: answer.line, .doesNotCompile([error]))
    }
    let tangled: TangledAnswer
    do throws(LessonProblem) {
      tangled = try TangledAnswer(answer, in: answers.name, to: index, of: lesson)
    } catch {
      return result(
        task, line: answer.line, .notJudged(reason: "\(lesson.file):\(error.location.line): \(error.message)"))
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-answer-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    began(.compiling)
    switch try compiler.compile(tangled.source, in: folder, isCancelled: isCancelled) {
    case .cancelled: return nil
    case .failed(let errors, let output):
      return result(task, line: answer.line, verdict(errors, output, on: index, answers))
    case .library(let library):
      began(.running)
      return try run(index, answer, CompiledAnswer(library: library, file: answers.name), isCancelled)
    }
  }

  /// Returns the verdict on an answer that does not compile.
  private func verdict(
    _ errors: [BuildErrors.Located], _ output: String, on index: Int, _ answers: AnswersFile
  ) -> AnswerVerdict {
    let checks = lesson.cells[index].exercise?.checks.map(\.fence.lines) ?? []
    let compileErrors = errors.map { error in
      let isCheck = error.file == lesson.file && checks.contains { $0.contains(error.location.line) }
      let place: CompileError.Place = error.file == answers.name ? .answer : isCheck ? .check : .elsewhere
      return CompileError(error.message, place: place, file: error.file, location: error.location)
    }
    // What is wrong elsewhere may follow from what is wrong in the answer.
    let own = compileErrors.filter { $0.place == .answer }
    let ofCheck = compileErrors.filter { $0.place == .check }
    if !own.isEmpty || !ofCheck.isEmpty { return .doesNotCompile(own.isEmpty ? ofCheck : own) }
    let reason = compileErrors.first.map { "\($0.file):\($0.location.line): \($0.message)" }
    let lastLine = output.split(separator: "\n").last.map(String.init)
    return .notJudged(reason: "the lesson's own code does not compile: \(reason ?? lastLine ?? "no reason was given")")
  }

  private func run(
    _ index: Int, _ answer: Cell, _ compiled: CompiledAnswer, _ isCancelled: @escaping () -> Bool
  ) throws(AnswersRefusal) -> AnswerResult? {
    let plan: LessonPlan
    do throws(PlanningError) {
      plan = try LessonPlan(answering: index, of: lesson, with: compiled, needs: needs, options: options)
    } catch {
      throw .lesson(error)
    }
    var wasCancelled = false
    let results = runner.run(
      plan,
      isCancelled: {
        wasCancelled = wasCancelled || isCancelled()
        return wasCancelled
      }, handle: { _ in })
    guard !wasCancelled else { return nil }
    let task = LessonTask.exercise(index)
    guard let cell = results.last, cell.cell.id == lesson.cells[index].id, results.count == 1 else {
      let first = results.first
      let reason = "the lesson's cell '\(first?.cell.id ?? "")' ended with “\(first?.verdict.status.rawValue ?? "")”"
      return result(task, line: answer.line, .notJudged(reason: "\(reason): see `run \(lesson.name)`"))
    }
    var judged = result(task, line: answer.line, AnswerVerdict(cell.verdict))
    if case .skip(let reason) = cell.verdict { judged.verdict = .notJudged(reason: reason.message) }
    (judged.expectations, judged.pieces, judged.duration) = (cell.expectations, cell.pieces, cell.duration)
    return judged
  }
}

extension String {
  /// The text without white space at the ends of its lines and without empty lines at its end.
  fileprivate var trimmed: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0.isWhitespace }.reversed())
    }
    return lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
  }
}
