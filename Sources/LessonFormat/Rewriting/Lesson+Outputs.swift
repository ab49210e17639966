/// A replacement of lines of an expected output.
public struct OutputChange: Equatable, Sendable {
  /// The lines to replace, as indices into the output's lines, counted from 0; an empty range inserts before its line.
  public var lines: Range<Int>
  /// The new lines.
  public var text: [String]

  /// Creates a change of the given lines.
  public init(lines: Range<Int>, text: [String]) {
    self.lines = lines
    self.text = text
  }
}

extension Lesson {
  /// Returns the edits that change lines of an expected output; other lines stay as their author wrote them.
  ///
  /// New lines end as the block's first line does. A fence is lengthened if the output contains a run of
  /// its character that is at least as long, and made of the other character if it would be too long. The result is nil if
  /// no fence can enclose the output.
  public func edits(of output: ExpectedOutput, changes: [OutputChange]) -> [LineEdit]? {
    let fence = FenceMark(source.bytes[source.range(ofLine: output.fence.lines.lowerBound)])
    let end = source.newline(ofLine: output.fence.lines.lowerBound)
    let first = output.fence.contentLines.lowerBound
    var edits = changes.map { change in
      LineEdit(
        lines: first + change.lines.lowerBound..<first + change.lines.upperBound,
        replacement: change.text.flatMap { $0.isEmpty ? Array(end) : fence.indent + $0.utf8 + end })
    }
    let changed = Set(changes.flatMap { $0.lines })
    let kept = output.fence.contentLines.filter { !changed.contains($0 - first) }.map { source.text(ofLine: $0) }
    let text = changes.flatMap(\.text) + kept
    if !changes.isEmpty, !fence.encloses(text) {
      guard let new = fence.enclosing(text) ?? fence.other.enclosing(text) else { return nil }
      for line in [output.fence.lines.lowerBound, output.fence.lines.upperBound - 1] {
        edits.append(replacing(fence, with: new, onLine: line))
      }
    }
    return edits.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
  }

  /// Returns the edit that adds an output after a cell, or after the cell's output without a variant if it has one.
  ///
  /// The result is nil if no fence can enclose the output.
  ///
  /// - Parameters:
  ///   - text: the output's lines.
  ///   - isLiteral: whether `...` and `[..]` in them are matched literally.
  public func edit(adding text: [String], after cell: Cell, variant: String?, isLiteral: Bool) -> LineEdit? {
    let block = cell.outputs.first { $0.variant == nil }?.fence ?? cell.fence
    let last = block.lines.upperBound - 1
    let end = source.newline(ofLine: block.lines.lowerBound)
    guard let mark = FenceMark.backticks.enclosing(text) ?? FenceMark.backticks.other.enclosing(text) else {
      return nil
    }
    let fence = mark.text
    let words = ["output"] + (isLiteral ? ["literal"] : []) + (variant.map { ["variant=\($0)"] } ?? [])
    let lines = ["", fence + words.joined(separator: " ")] + text + [fence]
    let added = lines.flatMap { $0.utf8 + end }
    // A last line without a newline gets one, and the file still ends without one.
    guard source.newline(ofLine: last).isEmpty else {
      return LineEdit(lines: last + 1..<last + 1, replacement: added)
    }
    let old = source.bytes[source.range(ofLines: last..<last + 1)]
    return LineEdit(lines: last..<last + 1, replacement: Array(old + end + added.dropLast(end.count)))
  }

  /// Returns the edit of an opening or a closing line, whose fence may be longer than the opening one.
  private func replacing(_ fence: FenceMark, with new: FenceMark, onLine line: Int) -> LineEdit {
    var bytes = Array(source.bytes[source.range(ofLines: line..<line + 1)])
    let start = bytes.firstIndex(of: fence.character) ?? 0
    let length = bytes[start...].prefix { $0 == fence.character }.count
    let newLength = new.character == fence.character ? max(new.length, length) : new.length
    bytes.replaceSubrange(start..<start + length, with: [UInt8](repeating: new.character, count: newLength))
    return LineEdit(lines: line..<line + 1, replacement: bytes)
  }
}
