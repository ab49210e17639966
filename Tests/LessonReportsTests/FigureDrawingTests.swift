import LessonFormat
import LessonRuntime
import Testing

@testable import LessonReports

@Suite("A drawn figure")
struct FigureDrawingTests {
  private static let colour = Style(hasColour: true)

  @Test("of a table has a cell of colour for each number")
  func heatmap() {
    let lines = FigureDrawing(.heatmap(Heatmap("t", [[0, 1], [0.5, .nan]])), style: Self.colour).lines
    #expect(lines.count == 2)
    #expect(lines[0] == "\u{1B}[48;2;20;24;82m  \u{1B}[0m\u{1B}[48;2;255;220;120m  \u{1B}[0m")
    #expect(FigureDrawing(.heatmap(Heatmap("t", [])), style: Self.colour).lines.isEmpty)
  }

  @Test("of a line goes from the first number to the last")
  func lineChart() {
    let lines = FigureDrawing(.lineChart(LineChart("t", [1, 0])), style: Self.colour).lines
    #expect(lines.count == 8)
    #expect(lines.allSatisfy { $0.count == 60 })
    #expect(lines.first?.first != "\u{2800}" && lines.last?.last != "\u{2800}")
    #expect(FigureDrawing(.lineChart(LineChart("t", [1])), style: Self.colour).lines.isEmpty)
    #expect(FigureDrawing(.lineChart(LineChart("t", [2, 2, 2])), style: Self.colour).lines.count == 8)
  }

  @Test("stands below its line of text, on terminals only")
  func page() {
    let lesson = Lesson(parsing: Array("# T\n".utf8), file: "a.md")
    let figure = Figure.lineChart(LineChart("t", [1, 0]))
    let text = "before\n\(figure.summary)\nafter\n"
    let drawn = LessonPage(lesson: lesson, style: Self.colour).output(text, figures: [figure])
    #expect(drawn.split(separator: "\n").count == 3 + 8)
    #expect(
      LessonPage(lesson: lesson, style: .plain).output(text, figures: [figure])
        == "  before\n  \(figure.summary)\n  after\n")
  }
}
