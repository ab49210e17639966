// Exercises and questions: blocks that belong together but may be far apart.

extension LessonParser {
  // MARK: - Exercises

  /// Makes the last cell an exercise.
  mutating func beginExercise(_ opening: FenceOpening) {
    let attributes = cells[cells.count - 1].attributes
    cells[cells.count - 1].exercise = Exercise()
    task = .lastCell
    for (name, isGiven) in [
      ("hidden", attributes.isHidden), ("file-scope", attributes.isFileScope),
      ("throws", attributes.expectedError != nil),
    ] where isGiven {
      let location = opening.attributes.first { $0.key == name }?.location ?? opening.location
      report(.notForExercise(name), at: location)
    }
  }

  mutating func readCheck(_ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    let block = Fence(fence)
    var check = Exercise.Check(fence: block, code: source.text(ofLines: block.contentLines))
    read(Exercise.Check.table, of: "a check", from: opening, into: &check)
    guard task == .lastCell, let cell = cells.indices.last else { return reportWithoutTask(opening) }
    if let solution = cells[cell].exercise?.solution {
      report(.checkAfterSolution(line: solution.fence.lines.lowerBound), at: opening.location)
    }
    cells[cell].exercise?.checks.append(check)
  }

  mutating func readSolution(_ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    let block = Fence(fence)
    var solution = Exercise.Solution(fence: block, code: source.text(ofLines: block.contentLines), lines: block.lines)
    read([], of: "a solution", from: opening, into: &solution)
    guard task == .lastCell, let cell = cells.indices.last else { return reportWithoutTask(opening) }
    if let first = cells[cell].exercise?.solution {
      return report(.repeatedSolution(firstLine: first.fence.lines.lowerBound), at: opening.location)
    }
    cells[cell].exercise?.solution = solution
  }

  private mutating func reportWithoutTask(_ opening: FenceOpening) {
    if task != .misspelt { report(.blockWithoutExercise(word: opening.word), at: opening.location) }
  }

  // MARK: - Questions

  mutating func readQuestion(_ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    var question = Question(fence: Fence(fence))
    read(Question.table, of: "a question", from: opening, into: &question)
    checkID(question.id, of: "a question", opening, fence)
    let lines = BoxedLines(question.fence.contentLines, of: source)
    question.text = lines.text
    question.choices = lines.items.map { Question.Choice(text: $0.text, line: $0.line, isTicked: $0.isTicked) }
    if question.choices.count < 2 { report(.tooFewChoices, at: opening.location) }
    for choice in question.choices where choice.isTicked {
      report(.tickedChoice, at: SourceLocation(line: choice.line))
    }
    questions.append(question)
    (owner, task) = (.none, .lastQuestion)
  }

  mutating func readAnswer(_ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    var block = Fence(fence)
    read([], of: "an answer", from: opening, into: &block)
    guard task == .lastQuestion, let index = questions.indices.last else {
      if task != .misspelt { report(.answerWithoutQuestion, at: opening.location) }
      return
    }
    if let first = questions[index].answer {
      return report(.repeatedAnswer(firstLine: first.lines.lowerBound), at: opening.location)
    }
    (questions[index].answer, questions[index].answerLines) = (block, block.lines)
    let reasons = BoxedLines(block.contentLines, of: source).items
    let count = questions[index].choices.count
    guard reasons.count == count else {
      return report(.wrongNumberOfReasons(reasons.count, choices: count), at: opening.location)
    }
    let right = reasons.filter(\.isTicked)
    if right.isEmpty { report(.noRightChoice, at: opening.location) }
    for other in right.dropFirst() {
      report(.severalRightChoices(firstLine: right[0].line), at: SourceLocation(line: other.line))
    }
    for (number, reason) in reasons.enumerated() {
      questions[index].choices[number].isRight = reason.isTicked
      questions[index].choices[number].reason = reason.text
      if reason.text.isEmpty, !reason.isTicked { report(.missingReason, at: SourceLocation(line: reason.line)) }
    }
  }

  // MARK: - Both

  /// Finds what surrounds the blocks of exercises and questions: headings, hints, and what folds a solution.
  mutating func completeTasks() {
    guard !questions.isEmpty || cells.contains(where: { $0.exercise != nil }), !hasTooManyCells else { return }
    let folds = Fold.folds(in: outline, of: source)
    for fold in folds where !fold.isClosed {
      report(.unclosedDetails, at: SourceLocation(line: fold.lines.lowerBound))
    }
    let blocks = blockLines
    let starts = (cells.map(\.line) + questions.map(\.line)).sorted()
    for index in cells.indices {
      guard var exercise = cells[index].exercise else { continue }
      let line = cells[index].line
      (exercise.title, exercise.instructions) = introduction(of: line, "Exercise", after: blocks, folds)
      let end = starts.first { $0 > line } ?? source.lineCount + 1
      exercise.hints = folds.filter { fold in
        fold.isHint && fold.isClosed && fold.lines.lowerBound > line && fold.lines.upperBound <= end
          && Self.blocks(blocks, in: fold).isEmpty
      }.map { Exercise.Hint(lines: $0.lines) }
      if exercise.checks.isEmpty { report(.exerciseWithoutCheck, at: SourceLocation(line: line)) }
      if let solution = exercise.solution {
        exercise.solution?.lines = folded(solution.fence, folds, blocks)
      } else {
        report(.exerciseWithoutSolution, at: SourceLocation(line: line))
      }
      cells[index].exercise = exercise
    }
    for index in questions.indices {
      let line = questions[index].line
      (questions[index].title, questions[index].instructions) = introduction(of: line, "Question", after: blocks, folds)
      if let answer = questions[index].answer {
        questions[index].answerLines = folded(answer, folds, blocks)
      } else {
        report(.questionWithoutAnswer, at: SourceLocation(line: line))
      }
    }
  }

  /// The lines of all blocks of the lesson.
  private var blockLines: [Range<Int>] {
    let ofCells = cells.flatMap { cell -> [Range<Int>] in
      let exercise = (cell.exercise?.checks.map(\.fence) ?? []) + [cell.exercise?.solution?.fence].compactMap { $0 }
      return ([cell.fence] + cell.outputs.map(\.fence) + exercise).map(\.lines)
    }
    let ofQuestions = questions.flatMap { [$0.fence.lines] + [$0.answer?.lines].compactMap { $0 } }
    return (ofCells + ofQuestions).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Returns the lines of the `<details>` around a block, and reports if there is none.
  private mutating func folded(_ fence: Fence, _ folds: [Fold], _ blocks: [Range<Int>]) -> Range<Int> {
    guard let fold = folds.first(where: { $0.lines.contains(fence.lines.lowerBound) }) else {
      report(.notFolded, at: SourceLocation(line: fence.lines.lowerBound))
      return fence.lines
    }
    // Where several blocks share one, it belongs to none of them.
    let isShared = Self.blocks(blocks, in: fold).count > 1
    return isShared || !fold.isClosed ? fence.lines : fold.lines
  }

  /// Returns the blocks in a fold, of which the first two are enough to know; all blocks are given in order.
  private static func blocks(_ blocks: [Range<Int>], in fold: Fold) -> ArraySlice<Range<Int>> {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].upperBound <= fold.lines.lowerBound { low = middle + 1 } else { high = middle }
    }
    return blocks[low...].prefix(2).prefix { $0.overlaps(fold.lines) }
  }

  /// Returns the heading above a line and the lines of the prose between that, or the last block, and the line.
  private func introduction(
    of line: Int, _ word: String, after blocks: [Range<Int>], _ folds: [Fold]
  ) -> (title: String, lines: Range<Int>) {
    let heading = outline.headings.last { $0.lines.lowerBound < line }
    let block = blocks.last { $0.lowerBound < line }
    // What folds the block before ends after it, and hints may follow.
    let fold = folds.last { fold in
      let isPart = fold.isHint || block.map { fold.lines.contains($0.lowerBound) } == true
      return isPart && fold.lines.upperBound <= line
    }
    let ends = [block?.upperBound, heading?.lines.lowerBound, fold?.lines.upperBound].compactMap { $0 }
    let start = ends.reduce(frontMatterEnd, max)
    let title = heading.map { $0.text(in: source) } ?? ""
    let bare = title.hasPrefix("\(word): ") ? String(title.dropFirst(word.count + 2)) : title
    return (bare, min(start, line)..<line)
  }
}

extension Exercise {
  /// The segments of the exercise's blocks and hints.
  func segments(cell: Int) -> [Segment] {
    let checks = checks.enumerated().map { Segment(kind: .check(cell: cell, index: $0), lines: $1.fence.lines) }
    let hints = hints.enumerated().map { Segment(kind: .hint(cell: cell, index: $0), lines: $1.lines) }
    return checks + hints + (solution.map { [Segment(kind: .solution(cell: cell), lines: $0.lines)] } ?? [])
  }
}

extension Question {
  /// The segments of the question and of its answer.
  func segments(_ index: Int) -> [Segment] {
    let answers = answer == nil ? [] : [Segment(kind: .answer(index), lines: answerLines)]
    return [Segment(kind: .question(index), lines: fence.lines)] + answers
  }
}
