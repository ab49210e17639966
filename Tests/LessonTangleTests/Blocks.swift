import LessonFormat

/// The blocks of a lesson's code that is compiled.
struct Blocks {
  struct Block {
    /// The lines of the code, counted from 1.
    var lines: Range<Int>
    var code: String
    var isFileScope: Bool
  }

  private(set) var all: [Block] = []

  init(of lesson: Lesson) {
    for cell in lesson.cells.prefix(Lesson.cellLimit) {
      let fences =
        [cell.fence] + (cell.exercise?.checks.map(\.fence) ?? []) + [cell.exercise?.solution?.fence].compactMap { $0 }
      all += fences.map {
        Block(
          lines: $0.contentLines, code: lesson.source.text(ofLines: $0.contentLines),
          isFileScope: cell.attributes.isFileScope)
      }
    }
    all += lesson.examples.map { Block(lines: $0.fence.contentLines, code: $0.code, isFileScope: true) }
  }
}
