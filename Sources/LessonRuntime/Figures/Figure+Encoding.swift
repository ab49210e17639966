extension Figure {
  /// The figure as one line of text for the runner: kind, title and the rest, parted by U+001F; labels are parted by U+001D.
  public var encoded: String {
    let fields: [String] =
      switch self {
      case .heatmap(let map):
        ["heatmap", map.title, Self.text(map.rowLabels), Self.text(map.columnLabels)] + map.rows.map(Self.text)
      case .lineChart(let chart):
        ["line", chart.title, "\(chart.isLogarithmic)"] + chart.series.flatMap { [$0.name, Self.text($0.values)] }
      case .barChart(let chart): ["bar", chart.title, Self.text(chart.labels), Self.text(chart.values)]
      case .histogram(let histogram):
        ["histogram", histogram.title, "\(histogram.bins)", Self.text(histogram.values)]
      }
    return fields.map { $0.replacing(Self.separator, with: " ") }.joined(separator: Self.separator)
  }

  /// Reads a figure; nil for any other text.
  public init?(encoded: String) {
    let parts = encoded.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3 else { return nil }
    let title = parts[1]
    switch (parts[0], parts.count) {
    case ("heatmap", 4...):
      self = .heatmap(
        Heatmap(
          title, parts[4...].map(Self.numbers), rowLabels: Self.labels(parts[2]), columnLabels: Self.labels(parts[3])))
    case ("line", _):
      let series = stride(from: 3, to: parts.count - 1, by: 2).map { index in
        LineChart.Series(name: parts[index], values: Self.numbers(parts[index + 1]))
      }
      self = .lineChart(LineChart(title: title, series: series, isLogarithmic: parts[2] == "true"))
    case ("bar", 4): self = .barChart(BarChart(title, labels: Self.labels(parts[2]), values: Self.numbers(parts[3])))
    case ("histogram", 4):
      guard let bins = Int(parts[2]) else { return nil }
      self = .histogram(Histogram(title, Self.numbers(parts[3]), bins: bins))
    default: return nil
    }
  }

  private static let separator = "\u{1F}"
  private static let labelSeparator = "\u{1D}"

  private static func text(_ numbers: [Double]) -> String { numbers.map { "\($0)" }.joined(separator: " ") }

  private static func text(_ labels: [String]) -> String {
    labels.map { $0.replacing(labelSeparator, with: " ") }.joined(separator: labelSeparator)
  }

  private static func numbers(_ text: String) -> [Double] { text.split(separator: " ").compactMap { Double($0) } }

  private static func labels(_ text: String) -> [String] {
    text.isEmpty ? [] : text.split(separator: labelSeparator, omittingEmptySubsequences: false).map(String.init)
  }
}
