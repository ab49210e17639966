/// A kind of fenced block that has a meaning in a lesson: one row of the table ``all``.
struct BlockKind: Sendable {
  /// The ways in which its info string may begin; messages use the first.
  let spellings: [String]
  /// Whether the block belongs to one that precedes it.
  let belongsToPrevious: Bool
  /// What it is, in a sentence.
  let summary: String
  /// The attributes that it can have.
  let attributes: [AttributeDescription]
  /// Reads a block of this kind into the lesson.
  let read: @Sendable (inout LessonParser, FenceOpening, MarkdownOutline.Fence) -> Void

  /// The name that messages use.
  var name: String { spellings[0] }

  static let cell = BlockKind(
    spellings: ["swift-cell", "swift cell"], belongsToPrevious: false,
    summary: "Swift code that is compiled and run; the cells after it see what it declares.",
    attributes: CellAttributes.table.map(\.published)
  ) { $0.readCell($1, $2) }
  static let output = BlockKind(
    spellings: ["output"], belongsToPrevious: true, summary: "What the cell before it must print.",
    attributes: ExpectedOutput.table.map(\.published)
  ) { $0.readOutput($1, $2) }
  static let check = BlockKind(
    spellings: ["swift-check", "swift check"], belongsToPrevious: true,
    summary: "Swift code that says whether an answer to the exercise before it is right.",
    attributes: Exercise.Check.table.map(\.published)
  ) { $0.readCheck($1, $2) }
  static let solution = BlockKind(
    spellings: ["swift-solution", "swift solution"], belongsToPrevious: true,
    summary: "The author's own answer to the exercise before it; the cells after it see what it declares.",
    attributes: []
  ) { $0.readSolution($1, $2) }
  static let question = BlockKind(
    spellings: ["question"], belongsToPrevious: false,
    summary: "A question, with answers to choose from, each on a line that begins with `[ ]`.",
    attributes: Question.table.map(\.published)
  ) { $0.readQuestion($1, $2) }
  static let answer = BlockKind(
    spellings: ["answer"], belongsToPrevious: true,
    summary: "Which choice of the question before it is right, marked with `[x]`, and why the others are not.",
    attributes: []
  ) { $0.readAnswer($1, $2) }

  /// All kinds.
  static let all = [cell, output, check, solution, question, answer]

  /// The spellings of all kinds.
  static let allSpellings = all.flatMap(\.spellings)

  /// Returns the kind with the given spelling.
  static func named(_ spelling: String) -> BlockKind? { all.first { $0.spellings.contains(spelling) } }
}
