/// A block of Swift code that is compiled and run.
public struct Cell: Equatable, Sendable {
  /// The attributes from the opening line and the front matter.
  public var attributes: CellAttributes
  /// The opening fence, the code's lines and the closing fence.
  public var fence: Fence
  /// The code as it is in the file, each line ending with LF.
  public var code: String
  /// The outputs that the lesson records for the cell: at most one without a variant, and at most one for each variant.
  public var outputs: [ExpectedOutput] = []
  /// What the exercise consists of besides its starter, which is the cell's code; nil for a cell that is no exercise.
  public var exercise: Exercise?

  /// The cell's name, unique in its lesson.
  public var id: String { attributes.id }
  /// The line of the opening fence.
  public var line: Int { fence.lines.lowerBound }

  /// Returns the expected output for a variant: its own, otherwise the one without a variant.
  public func output(variant: String?) -> ExpectedOutput? {
    outputs.first { $0.variant == variant } ?? outputs.first { $0.variant == nil }
  }

  /// A hash of everything that affects the compiled code: the cell's code, some of its attributes, and an exercise's other code.
  public var digest: UInt64 {
    fnv1a("\(attributes.compiledForm)|\(code)\(exercise.map { "|\($0.compiledForm)" } ?? "")".utf8)
  }
}

/// The output that a cell must print.
public struct ExpectedOutput: Equatable, Sendable {
  /// The variant it belongs to, or nil for the output of all variants without one of their own.
  public var variant: String?
  /// Whether `...` and `[..]` are matched literally.
  public var isLiteral: Bool
  /// The block including its fences.
  public var fence: Fence
  /// The expected lines, each ending with LF.
  public var text: String
}

/// A block of plain `swift` code that is compiled by itself, but not run.
///
/// It sees what the cells before it declare, and nothing sees what it declares.
public struct Example: Equatable, Sendable {
  /// The opening fence, the code's lines and the closing fence.
  public var fence: Fence
  /// The code as it is in the file, each line ending with LF.
  public var code: String
}

/// A fenced code block.
public struct Fence: Equatable, Sendable {
  /// The lines of the block including both fences, counted from 1.
  public var lines: Range<Int>
  /// Whether the block has a closing fence; only one of a lesson with problems has none.
  public var isClosed = true

  /// The lines between the fences.
  public var contentLines: Range<Int> {
    lines.lowerBound + 1..<max(lines.lowerBound + 1, lines.upperBound - (isClosed ? 1 : 0))
  }
}

extension Fence {
  init(_ fence: MarkdownOutline.Fence) { self.init(lines: fence.lines, isClosed: fence.isClosed) }
}
