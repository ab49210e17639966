import LessonRuntime
import Testing

@Suite("A figure")
struct FigureTests {
  private static let figures: [Figure] = [
    .heatmap(Heatmap("weights, \"x\"", [[1, 0.5], [0, -0.25]])), .heatmap(Heatmap("", [])),
    .lineChart(LineChart("loss", [4.8786, 2.68, .infinity])), .lineChart(LineChart("none", [])),
  ]

  @Test("is the same after it was told to the runner", arguments: figures)
  func encoding(_ figure: Figure) { #expect(Figure(encoded: figure.encoded) == figure) }

  @Test("is one line of text: kind, size and range")
  func summary() {
    #expect(
      Self.figures.map(\.summary) == [
        "[heatmap \"weights, \"x\"\", 2 × 2, -0.25 to 1.00]", "[heatmap \"\", 0 × 0, no numbers]",
        "[line chart \"loss\", 3 points, 2.68 to 4.88]", "[line chart \"none\", 0 points, no numbers]",
      ])
    #expect(Figure(encoded: "nonsense") == nil)
  }

  @Test("Progress gives all elements in their order")
  func elements() {
    #expect(Array(progress(1...5)) == [1, 2, 3, 4, 5])
    #expect(Array(progress([String]())).isEmpty)
  }
}
