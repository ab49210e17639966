import TextFormatting

/// A sequence of numbers, drawn as a line.
///
/// Several series share the same axes. Reference lines are horizontal: they show numbers with which the series are compared.
public struct LineChart: FigureConvertible, Codable, Equatable, Sendable {
  /// A named sequence of numbers.
  public struct Series: Codable, Equatable, Sendable {
    /// What the numbers represent.
    public var name: String
    /// The numbers in order.
    public var values: [Double]
  }

  /// A number with which the series are compared, drawn as a horizontal line.
  public struct ReferenceLine: Codable, Equatable, Sendable {
    /// What the number represents.
    public var name: String
    /// The height of the line.
    public var value: Double
  }

  /// What the chart shows.
  public var title: String
  /// The lines.
  public var series: [Series]
  /// The horizontal lines; empty if there are none.
  public var referenceLines: [ReferenceLine]
  /// Whether the vertical axis is logarithmic; numbers that are not positive are then left out.
  public var isLogarithmic: Bool

  /// Creates a chart of the given numbers, optionally with reference lines, such as `["an even guess": 4.17]`.
  public init(
    _ title: String, _ values: [Double], referenceLines: KeyValuePairs<String, Double> = [:], logarithmic: Bool = false
  ) {
    self.init(title, [title: values], referenceLines: referenceLines, logarithmic: logarithmic)
  }

  /// Creates a chart of several series, such as `["training": …, "validation": …]`, optionally with reference lines.
  public init(
    _ title: String, _ series: KeyValuePairs<String, [Double]>, referenceLines: KeyValuePairs<String, Double> = [:],
    logarithmic: Bool = false
  ) {
    self.title = title
    self.series = series.map { Series(name: $0.key, values: $0.value) }
    self.referenceLines = referenceLines.map { ReferenceLine(name: $0.key, value: $0.value) }
    isLogarithmic = logarithmic
  }

  /// The figure.
  public var figure: Figure { .lineChart(self) }

  /// All numbers that the vertical axis has room for.
  package var heights: [Double] { series.flatMap(\.values) + referenceLines.map(\.value) }

  /// The names of the lines in the order of their colours, those of reference lines after their numbers; empty if the title says enough.
  package var legend: [String] {
    guard series.count > 1 || !referenceLines.isEmpty else { return [] }
    return series.map(\.name) + referenceLines.map { "\($0.value.fixed(2)) \($0.name)" }
  }

  var summary: String {
    let lines = series.count == 1 ? "" : "\(series.count) series, "
    let points = series.map(\.values.count).max() ?? 0
    let references = referenceLines.map { "\"\($0.name)\" at \($0.value.fixed(2))" }.joined(separator: ", ")
    return "[line chart \"\(title)\", \(lines)\(pluralized(points, "point")), \(range(of: series.flatMap(\.values)))"
      + (references.isEmpty ? "]" : "; \(references)]")
  }
}
