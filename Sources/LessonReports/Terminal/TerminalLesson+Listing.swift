import LessonFormat
import LessonPresentation
import LessonRunner

/// A lesson as it stands, for a terminal: prose, code and the recorded outputs.
public func listing(of lesson: Lesson, variant: String?, style: Style = .plain) -> String {
  let page = TerminalLesson(lesson, style: style)
  var text = ""
  for segment in lesson.segments {
    switch segment.kind {
    case .frontMatter: break
    case .prose: text += page.prose(segment.lines)
    case .cell(let index): text += lesson.cells[index].attributes.isHidden ? "" : page.code(lesson.cells[index])
    case .output(let cell, let index):
      let cell = lesson.cells[cell]
      let isShown = cell.output(variant: variant) == cell.outputs[index] && !cell.attributes.isHidden
      text += isShown ? page.output([.text(cell.outputs[index].text)]) : ""
    }
  }
  return text
}
