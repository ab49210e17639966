import LessonRunner
import LessonTangle

@testable import LessonFormat

/// Whatever the bytes are, nothing may crash, hang, or be lost.
func fuzzParsing(_ bytes: [UInt8]) {
  let lesson = Lesson(parsing: bytes, file: "fuzz.md")
  require(lesson.rendered() == bytes, "a byte is lost")
  require(
    lesson.problems.allSatisfy { $0.location.line >= 1 && $0.location.column >= 1 }, "a problem without a place")
  _ = lesson.renderedProblems
  checkLimits(bytes)
  guard lesson.problems.isEmpty else { return }
  if let tangled = try? TangledLesson(lesson) { _ = (tangled.cellsSource, tangled.textSource) }
  for (index, cell) in lesson.cells.enumerated() where cell.exercise != nil { answer(cell, index, of: lesson) }
  for question in lesson.questions { answer(question, of: lesson) }
  record(bytes, in: lesson)
}

/// Answers an exercise with every cell of the lesson, and makes a section of an answers file for it.
private func answer(_ exercise: Cell, _ index: Int, of lesson: Lesson) {
  for cell in lesson.cells {
    _ = cell.answerProblem
    _ = try? TangledAnswer(cell, in: "answers.md", to: index, of: lesson).source
  }
  let answers = Lesson(parsing: Array(lesson.answerSection(for: exercise).utf8), file: "answers.md")
  require(answers.cells.first?.code == exercise.code, "an answers file does not begin with the starter")
  let bytes = lesson.source.applying([lesson.edit(appending: lesson.answerSection(for: exercise))])
  require(bytes.starts(with: lesson.source.bytes), "appending an answer changes what is there")
}

/// Ticks each choice of a question in an answers file.
private func answer(_ question: Question, of lesson: Lesson) {
  let section = Array(lesson.answerSection(for: question).utf8)
  let answers = Lesson(parsing: section, file: "answers.md")
  let asked = answers.questions.first
  require(asked?.choices.map(\.text) == question.choices.map(\.text), "an answers file asks something else")
  for index in question.choices.indices {
    guard let asked else { continue }
    let ticked = Lesson(parsing: answers.source.applying(answers.edits(ticking: index, of: asked)), file: "answers.md")
    require(
      ticked.questions.first?.choices.map(\.isTicked) == asked.choices.indices.map { $0 == index },
      "another choice is ticked")
  }
}

/// Records what the input itself says, as if the cells had printed it.
private func record(_ bytes: [UInt8], in lesson: Lesson) {
  let text = String(decoding: bytes.filter { $0 != 0 && $0 != 13 }, as: UTF8.self)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let compared = lesson.cells.filter {
    !$0.attributes.isFileScope && !$0.attributes.ignoresOutput && $0.exercise == nil
  }
  let results = compared.enumerated().map { index, cell in
    let printed = lines.dropFirst(index).prefix(20).joined(separator: "\n")
    let matcher = OutputMatcher(cell.output(variant: nil), tolerance: cell.attributes.tolerance)
    return CellResult(
      cell: cell, pieces: [.text(printed)], verdict: matcher.mismatch(printed).map { .differs($0) } ?? .pass)
  }
  // It checks itself that the new file is the same lesson and that a second check finds nothing.
  do {
    let recording = try Recording(of: results, in: lesson, variant: nil)
    require(Lesson(parsing: recording.bytes, file: "fuzz.md").cells.count == lesson.cells.count, "a cell is lost")
  } catch RecordingFailure.unlikeLesson {
    fatalError("the recorded file is not the same lesson")
  } catch {}
}

/// Only what cmark takes for fenced code may escape the limits.
private func checkLimits(_ bytes: [UInt8]) {
  let source = SourceText(bytes)
  // A text beyond the limits is not parsed.
  guard MarkdownLimits(source).problem == nil else { return }
  let outline = MarkdownOutline(of: source, skipping: 0)
  var scanner = MarkdownBlockScanner()
  for line in 0..<source.lineCount {
    let text = source.bytes[source.range(ofLine: line + 1)]
    let isParsed = text.withUnsafeBufferPointer { scanner.isParsed($0) }
    require(
      isParsed || text.allSatisfy(\.isSpaceOrTab) || outline.fences.contains { $0.lines.contains(line + 1) },
      "a line that is not code is not limited")
  }
}
