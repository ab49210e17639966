/// A kind of fenced block that means something to a lesson: a row of the table ``all``.
struct BlockKind: Sendable {
  /// The ways in which its info string may begin; the first is the one that messages name.
  let spellings: [String]
  /// Whether it belongs to the cell before it.
  let belongsToCell: Bool
  /// Reads such a block into the lesson.
  let read: @Sendable (inout LessonParser, FenceOpening, MarkdownOutline.Fence) -> Void

  /// The name that messages give it.
  var name: String { spellings[0] }

  /// Swift that is compiled and run.
  static let cell = BlockKind(spellings: ["swift-cell", "swift cell"], belongsToCell: false) { $0.readCell($1, $2) }
  /// What the cell before it must print.
  static let output = BlockKind(spellings: ["output"], belongsToCell: true) { $0.readOutput($1, $2) }

  /// All kinds.
  static let all = [cell, output]

  /// All ways in which an info string may begin.
  static let allSpellings = all.flatMap(\.spellings)

  /// The kind that a spelling stands for.
  static func named(_ spelling: String) -> BlockKind? { all.first { $0.spellings.contains(spelling) } }
}
