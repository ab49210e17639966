extension Figure {
  /// The number of values that a figure can have.
  public static let valueLimit = 1_000_000
  /// The number of bins that a histogram can have.
  public static let binLimit = 10_000
  /// The number of bytes that the SVG of a drawing can have.
  public static let svgLimit = 1_000_000
  /// The number of bytes that the text and the alternative text of a drawing can have together.
  public static let textLimit = 100_000

  /// What is too large about the figure and what to do, or nil if it can be shown.
  package var excess: String? {
    if case .histogram(let histogram) = self, histogram.bins > Self.binLimit {
      return "a histogram can have at most \(Self.binLimit) bins, not \(histogram.bins): use fewer"
    }
    if case .drawing(let drawing) = self { return Self.excess(of: drawing) }
    guard valueCount > Self.valueLimit else { return nil }
    return "a figure can have at most \(Self.valueLimit) values, not \(valueCount): show fewer, such as every tenth"
  }

  private static func excess(of drawing: Drawing) -> String? {
    let (image, text) = (drawing.svg.utf8.count, drawing.alternativeText.utf8.count + drawing.text.utf8.count)
    if image > svgLimit {
      return "the SVG of a drawing can have at most \(svgLimit) bytes, not \(image): draw fewer or simpler shapes"
    }
    guard text > textLimit else { return nil }
    return "the texts of a drawing can have at most \(textLimit) bytes, not \(text): shorten them"
  }

  /// The number of bytes that the figure takes in memory, roughly.
  package var byteCount: Int { valueCount * 8 + texts.reduce(64) { $0 + 16 + $1.utf8.count } }

  private var valueCount: Int {
    switch self {
    case .heatmap(let map): map.rows.reduce(0) { $0 + $1.count }
    case .lineChart(let chart): chart.series.reduce(chart.referenceLines.count) { $0 + $1.values.count }
    case .barChart(let chart): chart.values.count
    case .histogram(let histogram): histogram.values.count
    case .drawing: 0
    }
  }

  private var texts: [String] {
    switch self {
    case .heatmap(let map): [map.title] + map.rowLabels + map.columnLabels
    case .lineChart(let chart): [chart.title] + chart.series.map(\.name) + chart.referenceLines.map(\.name)
    case .barChart(let chart): [chart.title] + chart.labels
    case .histogram(let histogram): [histogram.title]
    case .drawing(let drawing): [drawing.alternativeText, drawing.svg, drawing.text]
    }
  }
}
