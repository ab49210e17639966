import LessonFormat
import LessonPresentation
import LessonRunner
import LessonRuntime
import TextFormatting

/// A run as a learner reads it: prose, code, output, and a verdict for each cell, as they arrive.
public final class RunReport: Report {
  private let context: ReportContext
  /// The time at which the running cell first reported its progress.
  private var progressStart: ContinuousClock.Instant?
  private var showsProgress = false
  private var hasBar = false
  /// The first line of the lesson that has not been shown yet.
  private var nextLine = 1
  /// The running lesson.
  private var lesson: TerminalLesson?
  private var style: Style { context.style }

  /// Creates a report that writes to the given context.
  public init(_ context: ReportContext) { self.context = context }

  public func handle(_ event: RunEvent) {
    switch event {
    case .lessonStarted(let plan):
      nextLine = firstLine(of: plan)
      lesson = TerminalLesson(plan.lesson, style: style)
    case .cellStarted(let plan, let index):
      show(plan.lesson.cells[index])
      progressStart = nil
    case .cellProgressed(_, _, let done, let total, let note): showProgress(done, of: total, note)
    case .cellKeptValue(let plan, let index, let outcome): show(outcome, of: plan.lesson.cells[index])
    case .cellStillRunning(_, _, let seconds): showTime(seconds)
    case .cellEnded(let plan, let result):
      clearProgress()
      ended(result, of: plan)
    case .printedAfterLastCell(_, let text): write(lesson?.output([.text(text)]) ?? "")
    case .lessonEnded(let plan, let results): ended(plan, results)
    case .lessonRefused(let error): write(error.message(context.invocation))
    case .answersStarted, .answerJudged, .answersEnded, .answersRefused, .runEnded: break
    }
  }

  private func write(_ text: String) { context.write(text) }

  /// Returns the first line to show: the one after the cell that precedes the selection.
  private func firstLine(of plan: LessonPlan) -> Int {
    guard let first = plan.selected.first, first > 0 else { return 1 }
    return plan.lesson.cells[first - 1].lastLine + 1
  }

  private func show(_ cell: Cell) {
    guard let lesson else { return }
    write(lesson.prose(nextLine..<max(nextLine, cell.line)))
    if !cell.attributes.isHidden { write(lesson.code(cell)) }
    nextLine = max(nextLine, cell.lastLine + 1)
  }

  /// Draws a progress bar on a terminal if the cell runs for longer than a second.
  private func showProgress(_ done: Int, of total: Int, _ note: String) {
    let start = progressStart ?? .now
    progressStart = start
    let elapsed = ContinuousClock.now - start
    guard style.isRich, total > 0, elapsed > .seconds(1) else { return }
    let bar = ProgressBar(done: done, total: total, elapsed: elapsed, note: note)
    write("\r  \(bar.text(style))\u{1B}[K")
    (showsProgress, hasBar) = (true, true)
  }

  /// Says what became of a value that takes long to make.
  private func show(_ outcome: KeptOutcome, of cell: Cell) {
    guard !cell.attributes.isHidden else { return }
    clearProgress()
    write("  \(style.dim(outcome.message))\n")
  }

  /// Shows the running time of a cell that does not report its progress.
  private func showTime(_ seconds: Int) {
    guard style.isRich, !hasBar else { return }
    write("\r  \(style.dim("running, \(seconds) s"))\u{1B}[K")
    showsProgress = true
  }

  private func clearProgress() {
    if showsProgress { write("\r\u{1B}[K") }
    (showsProgress, hasBar) = (false, false)
  }

  private func ended(_ result: CellResult, of plan: LessonPlan) {
    let status = result.verdict.status
    if status == .pass, result.cell.exercise != nil { return writeExercise(result.cell, of: plan.lesson) }
    if case .skip(let reason) = result.verdict {
      if case .after = reason { return }  // These cells are only counted in the summary.
      show(result.cell)
    }
    let isShown = !result.cell.attributes.isHidden || status.isFailure
    guard isShown else { return }
    write(lesson?.output(result.pieces) ?? "")
    let time = style.dim(result.duration.text)
    let frame = style.isRich ? style.dim("╰ ") : ""
    let word = style.styled(status.rawValue, TextAttributes(role: status.role))
    let end = status == .skip ? result.message : time
    write("  \(frame)\(style.mark(status)) \(result.cell.id)  \(word)  \(end)\n")
    if let changed = changedCell(before: result, in: plan.lesson) {
      return write("    follows from your change in '\(changed)'\n")
    }
    if status.isFailure { write(FailureText(result, of: plan, invocation: context.invocation, style: style).text) }
  }

  /// Says how to answer an exercise, or that it is solved: what the lesson's own solution did is of no interest here.
  private func writeExercise(_ cell: Cell, of lesson: Lesson) {
    let index = lesson.cells.firstIndex { $0.id == cell.id } ?? 0
    let frame = style.isRich ? style.dim("╰ ") : ""
    let isSolved = context.solvedTasks(lesson).contains(.exercise(index))
    let end =
      isSolved ? style.green("solved") : "exercise  \(style.dim(context.invocation.practice(lesson.name, cell.id)))"
    write("  \(frame)\(isSolved ? style.mark(.pass) : "○") \(cell.id)  \(end)\n")
  }

  /// Returns the nearest cell before a differing one that has been changed since it last passed, unless that cell was changed itself.
  private func changedCell(before result: CellResult, in lesson: Lesson) -> String? {
    guard result.verdict.isDifference else { return nil }
    let changed = context.changedCells(lesson)
    guard !changed.contains(result.cell.id) else { return nil }
    return lesson.cells.last { $0.line < result.cell.line && changed.contains($0.id) }?.id
  }

  /// Says how many exercises of a lesson are solved.
  private func writeProgress(of lesson: Lesson) {
    let tasks = lesson.tasks
    guard !tasks.isEmpty else { return }
    let solved = context.solvedTasks(lesson).count
    let advice = solved == tasks.count ? "" : "; to answer them: \(context.invocation.practice(lesson.name))"
    write("\(pluralized(tasks.count, "exercise")), \(solved) solved\(advice)\n")
  }

  private func ended(_ plan: LessonPlan, _ results: [CellResult]) {
    let isStopped = results.contains { if case .skip(.after) = $0.verdict { true } else { false } }
    if plan.isWhole, !isStopped {
      let rest = lesson?.prose(nextLine..<plan.lesson.source.lineCount + 1) ?? ""
      write(rest.hasSuffix("\n\n") ? String(rest.dropLast()) : rest)
    }
    let summary = Summary(of: results)
    let colour = results.contains { $0.verdict.status.isFailure } ? style.red : style.green
    write("\n\(style.bold(plan.lesson.name)): \(colour(summary.statusCounts))  \(style.dim(results.duration.text))\n")
    if plan.isWhole { writeProgress(of: plan.lesson) }
  }
}

extension Cell {
  /// The last line of the cell or of its outputs.
  fileprivate var lastLine: Int { (outputs.last?.fence ?? fence).lines.upperBound - 1 }
}
