/// Numbers that follow one another, drawn as a line; several series share their axes.
public struct LineChart: FigureConvertible, Codable, Equatable, Sendable {
  /// Numbers with a name.
  public struct Series: Codable, Equatable, Sendable {
    /// What the numbers are.
    public var name: String
    /// The numbers in their order.
    public var values: [Double]
  }

  /// What the chart is about.
  public var title: String
  /// The lines.
  public var series: [Series]
  /// Whether equal ratios are drawn as equal distances; numbers that are not positive are left out then.
  public var isLogarithmic: Bool

  /// A chart of the given numbers.
  public init(_ title: String, _ values: [Double], logarithmic: Bool = false) {
    self.init(title, [title: values], logarithmic: logarithmic)
  }

  /// A chart of several series, such as `["training": …, "validation": …]`.
  public init(_ title: String, _ series: KeyValuePairs<String, [Double]>, logarithmic: Bool = false) {
    self.init(title: title, series: series.map { Series(name: $0.key, values: $0.value) }, isLogarithmic: logarithmic)
  }

  init(title: String, series: [Series], isLogarithmic: Bool) {
    self.title = title
    self.series = series
    self.isLogarithmic = isLogarithmic
  }

  /// The figure.
  public var figure: Figure { .lineChart(self) }

  var summary: String {
    let lines = series.count == 1 ? "" : "\(series.count) series, "
    let points = series.map(\.values.count).max() ?? 0
    return "[line chart \"\(title)\", \(lines)\(points) points, \(range(of: series.flatMap(\.values)))]"
  }
}
