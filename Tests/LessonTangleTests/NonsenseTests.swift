import LessonFormat
import LessonTangle
import RandomLessons
import Testing

@Suite("Nonsense typed into a cell")
struct NonsenseTests {
  private static let file = "Lessons/04-self-attention.md"
  private static let lesson: Lesson = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return Lesson(reading: "/\(root)/\(file)", file: file)
  }()

  /// What is the same, whatever is typed into a cell: the other cells' lines, and the depth at which each cell begins.
  private struct Rest: Equatable {
    var lines: [Substring]
    var depths: [Int]?

    init(_ edited: EditedLesson, without cell: Cell, in lesson: Lesson) {
      let lines = edited.source.split(separator: "\n", omittingEmptySubsequences: false)[1...]
      let fence = cell.fence.lines
      self.lines = Array(lines[..<(fence.lowerBound - 1)] + lines[(fence.upperBound - 1)..<lesson.source.lineCount])
      let brackets = Brackets(edited.source)
      depths = brackets.areBalanced ? brackets.depths(of: "next") : nil
    }
  }

  @Test("leaves the other cells' code and depth as they were, at every offset of a cell")
  func everyOffset() throws {
    let lesson = Self.lesson
    try #require(lesson.problems.isEmpty && lesson.cells.count >= 15)
    let cell = lesson.cells[2]
    let expected = Rest(EditedLesson(lesson), without: cell, in: lesson)
    try #require(expected.depths == Array(2..<2 + lesson.cells.count))
    let start = lesson.source.range(ofLines: cell.fence.contentLines)
    let pieces = BrokenCode.pieces.filter { !$0.contains("\n") && !$0.contains("await") }
    // A few hundred of all of them, spread evenly; `LESSONS_CASES=100000` tries all.
    let seeds = Cases.seeds(300)
    let step = max(1, pieces.count * start.count / seeds.count)
    for number in stride(from: 0, to: pieces.count * start.count, by: step) {
      let (piece, offset) = (pieces[number % pieces.count], start.lowerBound + number / pieces.count)
      var bytes = lesson.source.bytes
      bytes.insert(contentsOf: piece.utf8, at: offset)
      let broken = Lesson(parsing: bytes, file: Self.file)
      let rest = Rest(EditedLesson(broken), without: cell, in: broken)
      #expect(rest == expected, "\(piece.debugDescription) at \(offset)")
    }
  }
}
