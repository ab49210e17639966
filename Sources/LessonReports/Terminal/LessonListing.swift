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
    text = lesson.segments.map { segment in
      switch segment.kind {
      case .frontMatter: return ""
      case .prose: return terminal.prose(segment.lines)
      case .cell(let index):
        return lesson.cells[index].attributes.isHidden ? "" : terminal.code(lesson.cells[index])
      case .output(let cell, let index):
        let cell = lesson.cells[cell]
        let isShown = cell.output(variant: variant) == cell.outputs[index] && !cell.attributes.isHidden
        return isShown ? terminal.output([.text(cell.outputs[index].text)]) : ""
      }
    }.joined()
  }
}
