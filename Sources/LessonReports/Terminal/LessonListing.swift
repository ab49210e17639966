import LessonFormat
import LessonPresentation
import LessonRunner

/// A lesson as its file records it, for a terminal: prose, code and the recorded outputs.
public struct LessonListing {
  /// The listing.
  public let text: String

  /// - Parameter variant: the variant whose outputs are shown; nil for the outputs without one.
  public init(_ lesson: Lesson, variant: String?, style: Style = .plain) {
    let terminal = TerminalLesson(lesson, style: style)
    var text = ""
    // The first line that is not shown yet: what is hidden between two pieces of prose leaves no gap.
    var next = 1
    for segment in lesson.segments {
      let block = Self.block(segment, of: lesson, variant, terminal)
      guard !block.isEmpty else { continue }
      text += terminal.prose(next..<segment.lines.lowerBound) + block
      next = segment.lines.upperBound
    }
    self.text = text + terminal.prose(next..<lesson.source.lineCount + 1)
  }

  /// Returns a cell's code or its recorded output; empty for what is prose or not shown.
  private static func block(
    _ segment: Segment, of lesson: Lesson, _ variant: String?, _ terminal: TerminalLesson
  ) -> String {
    switch segment.kind {
    case .frontMatter, .prose, .question, .check, .hint, .solution, .answer: return ""
    case .cell(let index):
      return lesson.cells[index].attributes.isHidden ? "" : terminal.code(lesson.cells[index])
    case .output(let cell, let index):
      let cell = lesson.cells[cell]
      let isShown = cell.output(variant: variant) == cell.outputs[index] && !cell.attributes.isHidden
      return isShown ? terminal.output([.text(cell.outputs[index].text)]) : ""
    }
  }
}
