import LessonFormat

/// The changes to a lesson's file that record what its cells printed.
///
/// Only output lines that no longer match are replaced; a cell that prints something but has no output gets one.
public struct Recording: Sendable {
  /// The lesson that was run.
  public let lesson: Lesson
  /// The edits; empty if every output matches.
  public let edits: [LineEdit]
  /// The file's bytes after the edits.
  public let bytes: [UInt8]
  /// The lines of the changed file that were recorded as printed but also match other lines, as `...` does.
  public let ambiguousLines: [Int]

  /// Computes the changes.
  ///
  /// - Parameters:
  ///   - results: the results of the cells; the outputs of cells that were skipped or ignore their output are kept.
  ///   - variant: the variant whose outputs to record, or nil for the outputs without a variant.
  /// - Throws: ``RecordingFailure`` if a cell did not reach its end or printed something that a file cannot contain, or if the changed
  ///   file would not be the same lesson.
  public init(of results: [CellResult], in lesson: Lesson, variant: String?) throws(RecordingFailure) {
    if let failed = results.first(where: { !$0.isRecordable }) { throw .notRecordable(failed) }
    let stale = results.filter(\.verdict.isDifference)
    self.lesson = lesson
    var edits: [LineEdit] = []
    for result in stale {
      guard let own = Self.edits(for: result, in: lesson, variant: variant) else { throw .tooLongForFence(result) }
      edits += own
    }
    self.edits = edits
    guard !stale.isEmpty else {
      (bytes, ambiguousLines) = (lesson.source.bytes, [])
      return
    }
    if let binary = stale.first(where: { $0.output.utf8.contains { $0 == 0 || $0 == 13 } }) { throw .notText(binary) }
    // A lone carriage return followed by a line feed would become a single newline.
    if lesson.source.mixesCarriageReturns { throw .mixedNewlines(file: lesson.file) }
    bytes = lesson.source.applying(edits)
    let recorded = Lesson(parsing: bytes, file: lesson.file, as: lesson.form)
    if let problem = recorded.problems.first(where: \.kind.isLimit) {
      throw .beyondLimit(file: lesson.file, problem)
    }
    guard Self.keepsLesson(lesson, recorded), Self.fits(stale, recorded, variant: variant) else {
      throw .unlikeLesson(file: lesson.file)
    }
    ambiguousLines = Self.ambiguousLines(of: recorded, unlike: lesson)
  }

  private static func edits(for result: CellResult, in lesson: Lesson, variant: String?) -> [LineEdit]? {
    let cell = result.cell
    if let expected = cell.output(variant: variant), expected.variant == variant {
      let matcher = OutputMatcher(expected, tolerance: cell.attributes.tolerance)
      return lesson.edits(of: expected, changes: matcher.changes(to: result.output))
    }
    // The output without a variant is for other variants, so this one gets its own.
    let lines = OutputMatcher.comparedLines(of: result.output)
    let isLiteral = lines.contains { OutputMatcher.elides($0) }
    return lesson.edit(adding: lines, after: cell, variant: variant, isLiteral: isLiteral).map { [$0] }
  }

  /// Returns whether two files are the same lesson except for the contents of their outputs.
  private static func keepsLesson(_ old: Lesson, _ new: Lesson) -> Bool {
    guard new.problems.isEmpty, old.cells.count == new.cells.count else { return false }
    let cells = zip(old.cells, new.cells).allSatisfy {
      $0.attributes == $1.attributes && $0.code == $1.code && $1.outputs.count - $0.outputs.count <= 1
    }
    return cells
      && linesOutsideOutputs(of: old, comparedTo: new).elementsEqual(linesOutsideOutputs(of: new, comparedTo: old))
  }

  /// Returns the lines of a lesson that are neither part of an output nor the empty line before an output that the other file lacks.
  private static func linesOutsideOutputs(of lesson: Lesson, comparedTo other: Lesson) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    for segment in lesson.segments {
      if case .output(let cell, let index) = segment.kind {
        let output = lesson.cells[cell].outputs[index]
        let isAdded = !other.cells[cell].outputs.contains { $0.variant == output.variant }
        if isAdded, lines.last?.isEmpty == true { lines.removeLast() }
      } else {
        lines += segment.lines.map { lesson.source.bytes[lesson.source.range(ofLine: $0)] }
      }
    }
    return lines
  }

  /// Returns whether another check would find no difference.
  private static func fits(_ results: [CellResult], _ recorded: Lesson, variant: String?) -> Bool {
    results.allSatisfy { result in
      guard let cell = recorded.cells.first(where: { $0.id == result.cell.id }) else { return false }
      let matcher = OutputMatcher(cell.output(variant: variant), tolerance: cell.attributes.tolerance)
      return matcher.mismatch(result.output) == nil
    }
  }

  /// Returns the new lines of non-literal outputs that would also match other lines.
  private static func ambiguousLines(of recorded: Lesson, unlike lesson: Lesson) -> [Int] {
    zip(lesson.cells, recorded.cells).flatMap { old, new in
      new.outputs.filter { !$0.isLiteral }.flatMap { output -> [Int] in
        let known = Set((old.outputs.first { $0.variant == output.variant }?.text ?? "").split(separator: "\n"))
        return output.fence.contentLines.filter { line in
          let text = recorded.source.text(ofLine: line)
          return !known.contains(text[...]) && OutputMatcher.elides(text)
        }
      }
    }
  }
}

extension CellResult {
  /// Whether the cell's output can be recorded.
  fileprivate var isRecordable: Bool {
    switch verdict {
    case .pass, .differs, .skip, .unsatisfied, .expectedNothing, .unfitStarter: true
    case .toDo, .unexpectedOutcome, .threw, .returned, .crash, .timeout: false
    }
  }
}
