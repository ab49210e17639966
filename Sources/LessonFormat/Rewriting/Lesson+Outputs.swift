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
  /// its character that is at least as long.
  public func edits(of output: ExpectedOutput, changes: [OutputChange]) -> [LineEdit] {
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
    let needed = changes.isEmpty ? 0 : fence.length(for: changes.flatMap(\.text) + kept)
    if needed > fence.length {
      for line in [output.fence.lines.lowerBound, output.fence.lines.upperBound - 1] {
        edits.append(lengthening(line, of: fence, by: needed - fence.length))
      }
    }
    return edits.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
  }

  /// Returns the edit that adds an output after a cell, or after the cell's output without a variant if it has one.
  ///
  /// - Parameters:
  ///   - text: the output's lines.
  ///   - isLiteral: whether `...` and `[..]` in them are matched literally.
  public func edit(adding text: [String], after cell: Cell, variant: String?, isLiteral: Bool) -> LineEdit {
    let block = cell.outputs.first { $0.variant == nil }?.fence ?? cell.fence
    let last = block.lines.upperBound - 1
    let end = source.newline(ofLine: block.lines.lowerBound)
    let fence = FenceMark.backticks.lengthened(for: text)
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

  private func lengthening(_ line: Int, of fence: FenceMark, by count: Int) -> LineEdit {
    var bytes = Array(source.bytes[source.range(ofLines: line..<line + 1)])
    let start = bytes.firstIndex(of: fence.character) ?? 0
    bytes.insert(contentsOf: [UInt8](repeating: fence.character, count: count), at: start)
    return LineEdit(lines: line..<line + 1, replacement: bytes)
  }
}

/// The character, length and indentation of a fence.
private struct FenceMark {
  let character: UInt8
  let length: Int
  /// The spaces before it, which also precede its lines.
  let indent: [UInt8]

  static let backticks = FenceMark("```".utf8.map { $0 }[...])

  /// Parses a fence's opening line.
  init(_ line: ArraySlice<UInt8>) {
    indent = Array(line.prefix { $0 == .space })
    let rest = line.dropFirst(indent.count)
    let character = rest.first ?? UInt8(ascii: "`")
    self.character = character
    length = rest.prefix { $0 == character }.count
  }

  /// Returns the minimum length of a fence that is longer than every run of its character in the given lines.
  func length(for text: [String]) -> Int {
    let longest = text.map { $0.utf8.longestRun(of: character) }.max() ?? 0
    return max(3, longest + 1)
  }

  /// Returns a fence that is long enough for the given lines.
  func lengthened(for text: [String]) -> String {
    String(repeating: Character(Unicode.Scalar(character)), count: length(for: text))
  }
}
