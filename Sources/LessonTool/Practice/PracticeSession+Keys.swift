import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner

extension PracticeSession {
  /// Handles a key, and returns whether to go on.
  func handle(_ key: RawTerminal.Key) -> Bool {
    isShown = isShown && key == .other
    switch (mode, key) {
    case (_, .redraw): break
    case (.startingAgain, .character("y")): startAgain()
    case (.list, .character(let character)) where character != "q" && character != "l": follow(character)
    case (.list, _), (.keys, _), (.startingAgain, _): mode = .exercise
    case (.exercise, .quit): return false
    case (.exercise, .enter), (.exercise, .character("n")): move(by: 1)
    case (.exercise, .back), (.exercise, .character("p")): move(by: -1)
    case (.exercise, .character("h")): hints = min(hints + 1, hintCount)
    case (.exercise, .character("s")): showsSolution.toggle()
    case (.exercise, .character("l")): mode = .list
    case (.exercise, .character("?")): mode = .keys
    case (.exercise, .character("x")): mode = .startingAgain
    case (.exercise, .character(let character)): choose(character)
    case (.exercise, .other): break
    }
    return true
  }

  var hintCount: Int { PracticeScreen.hintCount(of: task, in: open.lesson) }

  func go(to index: Int) {
    (taskIndex, hints, showsSolution, mode) = (index, 0, false, .exercise)
  }

  /// Goes to the next or the previous exercise, perhaps in another lesson.
  private func move(by step: Int) {
    notices = []
    if tasks.indices.contains(taskIndex + step) {
      go(to: taskIndex + step)
      return judge()
    }
    let other = lessonIndex + step
    guard lessons.indices.contains(other) else {
      notices = [step > 0 ? "this is the last exercise of the course" : "this is the first exercise of the course"]
      return
    }
    open(lesson: other) { step > 0 ? 0 : $0.count - 1 }
  }

  private func open(lesson index: Int, at place: ([LessonTask]) -> Int?) {
    do throws(PracticeLesson.Failure) {
      open = try PracticeLesson(
        lessons[index], of: course, folder, progress, invocation: context.invocation.program)
      lessonIndex = index
      go(to: 0)
      go(to: place(tasks) ?? firstUnsolved)
      notices = open.changes
      judge()
    } catch {
      notices = [Self.text(error, context.invocation)]
    }
  }

  private func follow(_ key: Character) {
    mode = .exercise
    switch list.target(of: key) {
    case .task(let index):
      go(to: index)
      judge()
    case .lesson(let index): open(lesson: index) { _ in nil }
    case nil: mode = .list
    }
  }

  private func choose(_ key: Character) {
    guard case .question(let index) = task, let number = key.wholeNumberValue,
      let question = open.answers.answer(to: open.lesson.questions[index]),
      question.choices.indices.contains(number - 1)
    else { return }
    write { () throws(RecordingFailure) in
      let edits = open.answers.content.edits(ticking: number - 1, of: question)
      if !edits.isEmpty { try folder.replace(open.answers, with: edits) }
    }
  }

  private func startAgain() {
    mode = .exercise
    guard case .exercise(let index) = task else { return }
    write { () throws(RecordingFailure) in
      let kept = try folder.startAgain(open.lesson.cells[index], open.answers, open.lesson)
      notices = ["your answer was added to \(kept)"]
    }
  }

  /// Writes into the answers, and reads them again.
  private func write(_ write: () throws(RecordingFailure) -> Void) {
    do throws(RecordingFailure) {
      try write()
      let kept = notices
      _ = try? open.update(progress)
      notices = kept
      judge()
    } catch {
      notices = [error.answersDiagnostic.text()]
    }
  }
}
