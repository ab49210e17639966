import LessonFormat

/// A lesson's file, changed so that it records what its cells printed.
///
/// Only lines of outputs that no longer fit are replaced; a cell that prints something and has no output gets one.
public struct Recording: Sendable {
  /// The lesson as it was when its cells ran.
  public let lesson: Lesson
  /// The changes; none where every output fits.
  public let edits: [LineEdit]
  /// The file's bytes after the changes.
  public let bytes: [UInt8]
  /// The lines, in the changed file, that were printed but now stand for others, as `...` does.
  public let ambiguousLines: [Int]

  /// Works out the changes.
  ///
  /// - Parameters:
  ///   - results: what came of the cells; those that were skipped or ignore their output stay as they are.
  ///   - variant: the variant whose outputs are recorded; nil for the outputs without one.
  /// - Throws: ``RecordingFailure`` where a cell did not come to its end, printed what a file cannot hold, or where the changed
  ///   file would not be the same lesson.
  public init(of results: [CellResult], in lesson: Lesson, variant: String?) throws(RecordingFailure) {
    if let failed = results.first(where: { !$0.isRecordable }) { throw .notRecordable(failed) }
    let stale = results.filter(\.verdict.isDifference)
    self.lesson = lesson
    edits = stale.flatMap { Self.edits(for: $0, in: lesson, variant: variant) }
    guard !stale.isEmpty else {
      (bytes, ambiguousLines) = (lesson.source.bytes, [])
      return
    }
    if let binary = stale.first(where: { $0.output.utf8.contains { $0 == 0 || $0 == 13 } }) { throw .notText(binary) }
    // A lone carriage return and a line feed that come to stand side by side would be one line end.
    if lesson.source.mixesCarriageReturns { throw .mixedNewlines(file: lesson.file) }
    bytes = lesson.source.applying(edits)
    let recorded = Lesson(parsing: bytes, file: lesson.file)
    guard Self.keepsLesson(lesson, recorded), Self.fits(stale, recorded, variant: variant) else {
      throw .unlikeLesson(file: lesson.file)
    }
    ambiguousLines = Self.ambiguousLines(of: recorded, unlike: lesson)
  }

  private static func edits(for result: CellResult, in lesson: Lesson, variant: String?) -> [LineEdit] {
    let cell = result.cell
    if let expected = cell.output(variant: variant), expected.variant == variant {
      let matcher = OutputMatcher(expected, tolerance: cell.attributes.tolerance)
      return lesson.edits(of: expected, changes: matcher.changes(to: result.output))
    }
    // The output without a variant holds elsewhere, so this variant gets one of its own.
    let lines = OutputMatcher.comparedLines(of: result.output)
    let isLiteral = lines.contains { OutputMatcher.elides($0) }
    return [lesson.edit(adding: lines, after: cell, variant: variant, isLiteral: isLiteral)]
  }

  /// Whether two files are the same lesson but for what their outputs hold.
  private static func keepsLesson(_ old: Lesson, _ new: Lesson) -> Bool {
    guard new.problems.isEmpty, old.cells.count == new.cells.count else { return false }
    let cells = zip(old.cells, new.cells).allSatisfy {
      $0.attributes == $1.attributes && $0.code == $1.code && $1.outputs.count - $0.outputs.count <= 1
    }
    return cells && outside(old, beside: new).elementsEqual(outside(new, beside: old))
  }

  /// The lines of a lesson that belong to no output, nor stand between a cell and an output that the other file does not have.
  private static func outside(_ lesson: Lesson, beside other: Lesson) -> [ArraySlice<UInt8>] {
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

  /// Whether a second check would find nothing.
  private static func fits(_ results: [CellResult], _ recorded: Lesson, variant: String?) -> Bool {
    results.allSatisfy { result in
      guard let cell = recorded.cells.first(where: { $0.id == result.cell.id }) else { return false }
      let matcher = OutputMatcher(cell.output(variant: variant), tolerance: cell.attributes.tolerance)
      return matcher.mismatch(result.output) == nil
    }
  }

  /// The new lines of outputs that are not literal and would fit other lines too.
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
  /// Whether what the cell printed can be recorded.
  fileprivate var isRecordable: Bool {
    switch verdict {
    case .pass, .differs, .skip: true
    case .unexpectedOutcome, .threw, .returned, .crash, .timeout: false
    }
  }
}
