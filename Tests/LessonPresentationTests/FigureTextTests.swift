import Figures
import LessonFormat
import Testing

@testable import LessonPresentation

@Suite("The drawing of a figure")
struct FigureTextTests {
  private static let colour = Style(colours: .sixteen)

  @Test("has a coloured cell for each number of a heatmap")
  func heatmap() {
    let lines = FigureText(.heatmap(Heatmap("t", [[0, 1], [0.5, .nan]])), style: Self.colour).lines
    #expect(lines.count == 2)
    #expect(lines[0] == "  ██")
    let colours = FigureText(.heatmap(Heatmap("t", [[0, 1]])), style: Style(colours: .trueColour)).lines
    #expect(colours == ["\u{1B}[48;2;43;16;85m  \u{1B}[0m\u{1B}[48;2;245;224;75m  \u{1B}[0m"])
    #expect(FigureText(.heatmap(Heatmap("t", [])), style: Self.colour).lines.isEmpty)
    let tall = Heatmap("t", [[0], [0], [1]] + Array(repeating: [0], count: 40), rowLabels: (0..<43).map { "\($0)" })
    let means = FigureText(.heatmap(tall), style: Self.colour).lines
    #expect(means.count == 22)
    #expect(means[1].hasPrefix("2 ") && means[1].hasSuffix("██") && means[2].hasSuffix("  "))
  }

  @Test("has a line from the first number to the last")
  func lineChart() {
    let lines = FigureText(.lineChart(LineChart("t", [1, 0])), style: Self.colour).lines
    #expect(lines.count == 9)
    #expect(lines[0].hasPrefix("1 \u{1B}[36m\u{2809}"))
    #expect(lines[7].hasPrefix("0 ") && lines[7].hasSuffix("\u{28C0}\u{1B}[0m"))
    #expect(lines[8] == "  1" + String(repeating: " ", count: 58) + "2")
    #expect(FigureText(.lineChart(LineChart("t", [1])), style: Self.colour).lines.isEmpty)
    #expect(FigureText(.lineChart(LineChart("t", [2, 2, 2])), style: Self.colour).lines.count == 9)
  }

  @Test("has one path for each colour of a large table on a page, and a title for each square of a small one")
  func largeHeatmap() {
    let rows = (0..<40).map { row in (0..<30).map { $0 < 10 || row == 0 ? 0.0 : 1 } }
    let large = FigureSVG(.heatmap(Heatmap("t", rows, rowLabels: ["a"]))).text
    #expect(large.ranges(of: "<path ").count == 2)
    #expect(large.contains("fill=\"#2b1055\" d=\"M16 0H480V15.5H16zM16 15.5H170.7V30.9H16z"))
    #expect(large.contains(">a</text>"))
    let small = FigureSVG(.heatmap(Heatmap("t", rows.map { Array($0.prefix(25)) }))).text
    #expect(small.ranges(of: "<path ").isEmpty)
    #expect(small.contains("<title>0, 0: 0</title>"))
    #expect(FigureSVG(.heatmap(Heatmap("t", [[24, 1]]))).text.contains(">24</text>"))
    #expect(FigureSVG(.heatmap(Heatmap("t", [[24, 0.5]]))).text.contains(">24.00</text>"))
  }

  @Test("has a dashed line at each reference, below the series, and names all lines")
  func referenceLines() {
    let figure = Figure.lineChart(LineChart("t", [1, 0], referenceLines: ["half": 0.5, "two": 2]))
    let lines = FigureText(figure, style: .plain).lines
    #expect(lines.count == 10)
    #expect(lines[0] == "2 " + String(repeating: "\u{2809}\u{2800}", count: 30))
    #expect(lines[3].hasPrefix("  ") && !lines[3].contains("\u{2809}"))
    #expect(lines[9] == "  ━ t   ┅ 0.50 half   ┅ 2.00 two")
    let coloured = FigureText(figure, style: Self.colour).lines
    #expect(coloured[0].hasPrefix("2 \u{1B}[3") && !coloured[0].contains("\u{1B}[36m"))

    let svg = FigureSVG(figure).text
    #expect(svg.ranges(of: "stroke-dasharray").count == 2)
    #expect(svg.contains(">0.50 half</text>") && svg.contains(">2.00 two</text>"))
    #expect(!FigureSVG(.lineChart(LineChart("t", [1, 0]))).text.contains("stroke-dasharray"))
  }

  @Test("has a bar for each name, with a length proportional to its number")
  func bars() {
    let chart = BarChart("t", labels: ["\n", "b"], values: [0.5, 0.25])
    #expect(
      FigureText(.barChart(chart), style: .plain).lines == [
        "↵ " + String(repeating: "█", count: 40) + " 0.500", "b " + String(repeating: "█", count: 20) + " 0.250",
      ])
    let histogram = FigureText(.histogram(Histogram("t", [0, 1, 1], bins: 2)), style: .plain).lines
    #expect(histogram == ["2   ██", "    ██", "    ██", "  ████", "  ████", "0 ████", "  0  1"])
  }

  @Test(
    "Axes show about three digits",
    arguments: [(4.8786, "4.88"), (0, "0"), (-0.25, "-0.250"), (123.4, "123"), (2e-7, "2.0e-7"), (12, "12")])
  func labels(_ number: Double, _ text: String) { #expect(Axis.label(number) == text) }

  @Test("Bars begin at zero, and go to the left for negative numbers")
  func negative() {
    let lines = FigureText(.barChart(BarChart("t", labels: ["a", "b", "c"], values: [-3, 0, 3])), style: .plain)
      .lines
    let half = String(repeating: "█", count: 20)
    let gap = String(repeating: " ", count: 20)
    #expect(lines == ["a \(half) -3", "b \(gap) 0", "c \(gap)\(half) 3"])
  }

  @Test(
    "Unusual figures do not cause a crash",
    arguments: [
      Figure.heatmap(Heatmap("t", [[-1e308, 1e308], [.nan]])), .lineChart(LineChart("t", [-1e308, 1e308, .infinity])),
      .lineChart(LineChart("t", [])), .lineChart(LineChart("t", [.nan, .nan])),
      .lineChart(LineChart("t", [1, 2], referenceLines: ["a": .nan, "b": -1e308, "c": 1e308])),
      .lineChart(LineChart("t", [1, 2], referenceLines: ["a": 0], logarithmic: true)),
      .lineChart(LineChart("t", [.nan, .nan], referenceLines: ["a": 1])),
      .histogram(Histogram("t", [-1e308, 1e308, 0])),
      .histogram(Histogram("t", [1], bins: 1)), .histogram(Histogram("t", [1, 2], bins: 1000)),
      .barChart(BarChart("t", labels: [], values: [])),
      .barChart(BarChart("t", labels: ["a", "b"], values: [-1e308, 1e308])),
      .barChart(BarChart("t", labels: ["a"], values: [.nan])),
    ])
  func odd(_ figure: Figure) {
    for style in [Style.plain, Style(colours: .sixteen), Style(colours: .trueColour)] {
      #expect(FigureText(figure, room: 60, style: style).lines.count < 20)
    }
    _ = FigureSVG(figure)
  }

  @Test("fits the available width", arguments: [20, 40, 60])
  func room(_ room: Int) {
    let rows = (0..<4).map { row in (0..<70).map { Double($0 * row) } }
    let figures: [Figure] = [
      .heatmap(Heatmap("t", rows, rowLabels: ["a", "b", "c", "d"])),
      .lineChart(LineChart("t", ["one": rows[1]])), .lineChart(LineChart("t", rows[1], referenceLines: ["a": 1])),
      .histogram(Histogram("t", rows[1], bins: 15)),
      .barChart(BarChart("t", labels: ["one", "a rather long label"], values: [1, 1.234])),
    ]
    for figure in figures {
      #expect(
        FigureText(figure, room: room, style: .plain).lines.allSatisfy { $0.columns <= room }, "\(figure.summary)")
    }
  }

  @Test("Labels with wide characters are aligned")
  func wideLabels() {
    let chart = BarChart("t", labels: ["日本", "b"], values: [1, 1])
    let bar = String(repeating: "█", count: 40)
    #expect(FigureText(.barChart(chart), style: .plain).lines == ["日本 \(bar) 1", "b    \(bar) 1"])
  }

  @Test(
    "The ticks of an axis are round numbers with the same number of digits",
    arguments: [
      ([2.4, 4.9], false, "2.5 3.0 3.5 4.0 4.5"), ([0.0, 49], false, "0 10 20 30 40"),
      ([1.0, 5000], true, "1 10 100 1000"),
      ([3.0, 3], false, "3"), ([-0.02, 0.01], false, "-0.020 -0.015 -0.010 -0.005 0.000 0.005 0.010"),
    ])
  func ticks(_ numbers: [Double], _ isLogarithmic: Bool, _ expected: String) throws {
    let axis = try #require(Axis(numbers, isLogarithmic: isLogarithmic))
    #expect(axis.labelledTicks(5).map(\.label).joined(separator: " ") == expected)
  }
}
