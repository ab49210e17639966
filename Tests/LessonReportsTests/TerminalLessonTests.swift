import Figures
import LessonFormat
import LessonPresentation
import LessonRunner
import Testing

@testable import LessonReports

@Suite("A lesson on a terminal")
struct TerminalLessonTests {
  @Test("shows a figure below its summary if there are colours")
  func figure() {
    let lesson = Lesson(parsing: Array("# T\n".utf8), file: "a.md")
    let figure = Figure.lineChart(LineChart("t", [1, 0]))
    let pieces: [OutputPiece] = [.text("before\n"), .figure(figure), .text("after\n")]
    let drawn = TerminalLesson(lesson, style: Style(colours: .sixteen)).output(pieces)
    #expect(drawn.split(separator: "\n").count == 3 + 9)
    #expect(
      TerminalLesson(lesson, style: .plain).output(pieces) == "  before\n  \(figure.summary)\n  after\n")
  }
}
