import TextFormatting

/// A sequence of numbers, drawn as a line.
///
/// Several series share the same axes.
public struct LineChart: FigureConvertible, Codable, Equatable, Sendable {
  /// A named sequence of numbers.
  public struct Series: Codable, Equatable, Sendable {
    /// What the numbers represent.
    public var name: String
    /// The numbers in order.
    public var values: [Double]
  }

  /// What the chart shows.
  public var title: String
  /// The lines.
  public var series: [Series]
  /// Whether the vertical axis is logarithmic; numbers that are not positive are then left out.
  public var isLogarithmic: Bool

  /// Creates a chart of the given numbers.
  public init(_ title: String, _ values: [Double], logarithmic: Bool = false) {
    self.init(title, [title: values], logarithmic: logarithmic)
  }

  /// Creates a chart of several series, such as `["training": …, "validation": …]`.
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
    return "[line chart \"\(title)\", \(lines)\(pluralized(points, "point")), \(range(of: series.flatMap(\.values)))]"
  }
}
