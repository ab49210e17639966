import LessonFormat
import LessonPresentation
import LessonRunner

/// Returns a lesson formatted for a terminal: prose, code and the recorded outputs.
public func listing(of lesson: Lesson, variant: String?, style: Style = .plain) -> String {
  let terminalLesson = TerminalLesson(lesson, style: style)
  var text = ""
  for segment in lesson.segments {
    switch segment.kind {
    case .frontMatter: break
    case .prose: text += terminalLesson.prose(segment.lines)
    case .cell(let index):
      text += lesson.cells[index].attributes.isHidden ? "" : terminalLesson.code(lesson.cells[index])
    case .output(let cell, let index):
      let cell = lesson.cells[cell]
      let isShown = cell.output(variant: variant) == cell.outputs[index] && !cell.attributes.isHidden
      text += isShown ? terminalLesson.output([.text(cell.outputs[index].text)]) : ""
    }
  }
  return text
}
