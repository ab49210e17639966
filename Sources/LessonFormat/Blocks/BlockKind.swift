/// A kind of fenced block that has a meaning in a lesson: one row of the table ``all``.
struct BlockKind: Sendable {
  /// The ways in which its info string may begin; messages use the first.
  let spellings: [String]
  /// Whether the block belongs to one that precedes it.
  let belongsToPrevious: Bool
  /// Reads a block of this kind into the lesson.
  let read: @Sendable (inout LessonParser, FenceOpening, MarkdownOutline.Fence) -> Void

  /// The name that messages use.
  var name: String { spellings[0] }

  /// Swift code that is compiled and run.
  static let cell = BlockKind(spellings: ["swift-cell", "swift cell"], belongsToPrevious: false) { $0.readCell($1, $2) }
  /// The output that the preceding cell must print.
  static let output = BlockKind(spellings: ["output"], belongsToPrevious: true) { $0.readOutput($1, $2) }
  /// Swift code that says whether an answer to the preceding exercise is right.
  static let check = BlockKind(spellings: ["swift-check", "swift check"], belongsToPrevious: true) {
    $0.readCheck($1, $2)
  }
  /// The author's own answer to the preceding exercise.
  static let solution = BlockKind(spellings: ["swift-solution", "swift solution"], belongsToPrevious: true) {
    $0.readSolution($1, $2)
  }
  /// A question with answers to choose from.
  static let question = BlockKind(spellings: ["question"], belongsToPrevious: false) { $0.readQuestion($1, $2) }
  /// Which choice of the preceding question is right, and why the others are not.
  static let answer = BlockKind(spellings: ["answer"], belongsToPrevious: true) { $0.readAnswer($1, $2) }

  /// All kinds.
  static let all = [cell, output, check, solution, question, answer]

  /// The spellings of all kinds.
  static let allSpellings = all.flatMap(\.spellings)

  /// Returns the kind with the given spelling.
  static func named(_ spelling: String) -> BlockKind? { all.first { $0.spellings.contains(spelling) } }
}
