import TextFormatting

/// Named numbers, drawn as bars: for instance, a distribution over a few characters.
public struct BarChart: FigureConvertible, Codable, Equatable, Sendable {
  /// What the numbers represent.
  public var title: String
  /// The names of the bars.
  public var labels: [String]
  /// The lengths of the bars, one for each name.
  public var values: [Double]

  /// Creates a chart with a bar for each label.
  public init(_ title: String, labels: [String], values: [Double]) {
    self.title = title
    self.labels = labels
    self.values = values
  }

  /// The figure.
  public var figure: Figure { .barChart(self) }

  var summary: String {
    "[bar chart \"\(title)\", \(pluralized(values.count, "bar")), \(range(of: values))]"
  }
}
