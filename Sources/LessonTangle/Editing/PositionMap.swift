/// The correspondence between the positions of a lesson's code and those of the Swift source that is made of it.
///
/// A position is that of a cursor between two characters, and each run of code has one at either end.
public struct PositionMap: Sendable {
  /// A run of code within one line.
  private struct Run: Sendable {
    var generated: TextPosition
    var lesson: TextPosition
    /// The length in UTF-16 code units, which is the same in both texts.
    var length: Int
    /// Whether a cursor at its start belongs to it, and not to the run that ends there in the lesson.
    var ownsStart: Bool
    var isBlank: Bool
  }

  /// All runs in the order of the source.
  private var inSource: [Run] = []
  /// The runs in the order of the lesson, without copies.
  private var inLesson: [Run] = []

  /// Creates the map of a source.
  init(_ source: TracedText) {
    var position = TextPosition(line: 0, character: 0)
    for part in source.parts {
      if let origin = part.origin {
        let length = part.text.utf16.count
        let run = Run(
          generated: position, lesson: origin.position, length: length, ownsStart: origin.ownsStart,
          isBlank: part.text.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
        inSource.append(run)
        if !origin.isCopy { inLesson.append(run) }
        position.character += length
      } else {
        for (index, line) in part.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
          .enumerated()
        {
          if index > 0 { position = TextPosition(line: position.line + 1, character: 0) }
          position.character += Substring(line).utf16.count
        }
      }
    }
    inLesson.sort { $0.lesson < $1.lesson }
  }

  /// Returns the position in the Swift source of a position in the lesson, or nil if that is not in code.
  ///
  /// Where generated code is put in between two characters of the lesson, it is before that, unless a token begins there.
  public func generated(_ position: TextPosition) -> TextPosition? {
    guard var index = Self.lastIndex(in: inLesson, at: position, by: \.lesson) else { return nil }
    if inLesson[index].lesson == position, !inLesson[index].ownsStart, index > 0,
      Self.place(of: position, after: inLesson[index - 1].lesson, inLesson[index - 1].length) != nil
    {
      index -= 1
    }
    let run = inLesson[index]
    return Self.place(of: position, after: run.lesson, run.length).map { run.generated.moved(by: $0) }
  }

  /// Returns the position in the lesson of a position in the Swift source, or nil if that is in generated code.
  public func lesson(_ position: TextPosition) -> TextPosition? {
    guard let index = Self.lastIndex(in: inSource, at: position, by: \.generated) else { return nil }
    let run = inSource[index]
    return Self.place(of: position, after: run.generated, run.length).map { run.lesson.moved(by: $0) }
  }

  /// Returns the position in the lesson's code that is nearest before a position in generated code, for errors that the compiler finds there;
  /// nil if there is none.
  ///
  /// Empty lines are skipped: an unfinished statement is reported where it ends.
  public func nearest(_ position: TextPosition) -> TextPosition? {
    if let exact = lesson(position) { return exact }
    guard let last = Self.lastIndex(in: inSource, at: position, by: \.generated) else { return nil }
    let run = inSource[inSource[...last].lastIndex { !$0.isBlank } ?? last]
    return run.lesson.moved(by: run.length)
  }

  /// Returns the index of the last run that begins at or before a position.
  private static func lastIndex(in runs: [Run], at position: TextPosition, by start: KeyPath<Run, TextPosition>) -> Int?
  {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle][keyPath: start] <= position { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// Returns the number of code units from the start of a run to a position, or nil if that is outside the run.
  private static func place(of position: TextPosition, after start: TextPosition, _ length: Int) -> Int? {
    let distance = position.character - start.character
    return position.line == start.line && (0...length).contains(distance) ? distance : nil
  }
}

extension TextPosition {
  fileprivate func moved(by distance: Int) -> TextPosition { TextPosition(line: line, character: character + distance) }
}
