extension Figure {
  /// The figure as one line of text for the runner: kind, title and numbers, parted by U+001F.
  public var encoded: String {
    switch self {
    case .heatmap(let map):
      (["heatmap", map.title] + map.rows.map { $0.map { "\($0)" }.joined(separator: " ") }).joined(
        separator: Self.separator)
    case .lineChart(let chart):
      ["line", chart.title, chart.values.map { "\($0)" }.joined(separator: " ")].joined(separator: Self.separator)
    }
  }

  /// Reads a figure; nil for any other text.
  public init?(encoded: String) {
    let parts = encoded.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2 else { return nil }
    let rows = parts[2...].map { $0.split(separator: " ").compactMap { Double($0) } }
    switch parts[0] {
    case "heatmap": self = .heatmap(Heatmap(parts[1], rows))
    case "line": self = .lineChart(LineChart(parts[1], rows.first ?? []))
    default: return nil
    }
  }

  private static let separator = "\u{1F}"
}
