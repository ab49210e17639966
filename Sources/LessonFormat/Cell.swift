/// A block of Swift that is compiled and run.
public struct Cell: Equatable, Sendable {
  /// What the opening line and the front matter say of the cell.
  public var attributes: CellAttributes
  /// The opening fence, the code's lines and the closing fence.
  public var fence: Fence
  /// The code as it stands in the file, each line ended by LF.
  public var code: String
  /// The outputs that the lesson records for the cell: at most one without a variant, and one for each variant.
  public var outputs: [ExpectedOutput] = []

  /// The cell's name, unique in its lesson.
  public var id: String { attributes.id }
  /// The line of the opening fence.
  public var line: Int { fence.lines.lowerBound }

  /// The expected output of a variant: its own, else the one without a variant.
  public func output(variant: String?) -> ExpectedOutput? {
    outputs.first { $0.variant == variant } ?? outputs.first { $0.variant == nil }
  }

  /// What was compiled, as a number: it changes with the code and with the attributes that shape the compiled code.
  public var digest: UInt64 { fnv1a("\(attributes.compiledForm)|\(code)".utf8) }
}

/// What a cell must print.
public struct ExpectedOutput: Equatable, Sendable {
  /// The variant it belongs to; nil for the output of all variants that have none of their own.
  public var variant: String?
  /// Whether `...` and `[..]` stand for themselves.
  public var isLiteral: Bool
  /// The block with its fences.
  public var fence: Fence
  /// The expected lines, each ended by LF.
  public var text: String
}

/// A fenced code block.
public struct Fence: Equatable, Sendable {
  /// The lines of the block with both fences, counted from 1.
  public var lines: Range<Int>

  /// The lines between the fences.
  public var contentLines: Range<Int> { lines.lowerBound + 1..<max(lines.lowerBound + 1, lines.upperBound - 1) }
}
