/// A kind of fenced block that has a meaning in a lesson: one row of the table ``all``.
struct BlockKind: Sendable {
  /// The ways in which its info string may begin; messages use the first.
  let spellings: [String]
  /// Whether the block belongs to the preceding cell.
  let belongsToCell: Bool
  /// Reads a block of this kind into the lesson.
  let read: @Sendable (inout LessonParser, FenceOpening, MarkdownOutline.Fence) -> Void

  /// The name that messages use.
  var name: String { spellings[0] }

  /// Swift code that is compiled and run.
  static let cell = BlockKind(spellings: ["swift-cell", "swift cell"], belongsToCell: false) { $0.readCell($1, $2) }
  /// The output that the preceding cell must print.
  static let output = BlockKind(spellings: ["output"], belongsToCell: true) { $0.readOutput($1, $2) }

  /// All kinds.
  static let all = [cell, output]

  /// The spellings of all kinds.
  static let allSpellings = all.flatMap(\.spellings)

  /// Returns the kind with the given spelling.
  static func named(_ spelling: String) -> BlockKind? { all.first { $0.spellings.contains(spelling) } }
}
