import Figures
import LessonRuntime
import Testing

@Suite("A figure")
struct FigureTests {
  private static let figures: [Figure] = [
    .heatmap(Heatmap("weights, \"x\"", [[1, 0.5], [0, -0.25]])), .heatmap(Heatmap("", [])),
    .lineChart(LineChart("loss", [4.8786, 2.68, .infinity])), .lineChart(LineChart("none", [])),
    .heatmap(Heatmap("l", [[1]], rowLabels: ["a b"], columnLabels: ["\u{1F}"])),
    .lineChart(LineChart("two", ["a": [1, 2], "b": [3]], logarithmic: true)),
    .lineChart(LineChart("loss", [4.8786, 2.68], referenceLines: ["an even guess": 4.1744, "the floor": 2])),
    .barChart(BarChart("next", labels: ["", "x"], values: [0.25, 0.75])),
    .histogram(Histogram("scores", [1, 2, 2, 4], bins: 3)),
  ]

  @Test("has a one-line summary of its kind, size and range")
  func summary() {
    #expect(
      Self.figures.map(\.summary) == [
        "[heatmap \"weights, \"x\"\", 2 × 2, -0.25 to 1.00]", "[heatmap \"\", 0 × 0, no numbers]",
        "[line chart \"loss\", 3 points, 2.68 to 4.88]", "[line chart \"none\", 0 points, no numbers]",
        "[heatmap \"l\", 1 × 1, 1.00 to 1.00]", "[line chart \"two\", 2 series, 2 points, 1.00 to 3.00]",
        "[line chart \"loss\", 2 points, 2.68 to 4.88; \"an even guess\" at 4.17, \"the floor\" at 2.00]",
        "[bar chart \"next\", 2 bars, 0.25 to 0.75]", "[histogram \"scores\", 4 numbers in 3 bins, 1.00 to 4.00]",
      ])
  }

  @Test("A histogram counts each number once, the largest in the last bin")
  func counts() {
    #expect(Histogram("h", [1, 2, 2, 4, .nan], bins: 3).counts == [1, 2, 1])
    #expect(Histogram("h", [5, 5], bins: 2).counts == [2, 0])
    #expect(Histogram("h", []).counts.isEmpty)
  }

  @Test("Progress returns all elements in order")
  func elements() {
    #expect(Array(progress(1...5)) == [1, 2, 3, 4, 5])
    #expect(Array(progress([String]())).isEmpty)
  }
}
