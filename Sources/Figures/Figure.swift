/// Something that people would rather look at than read.
///
/// A cell shows one with `show(…)`. What is printed, recorded and compared is its one line of text; a terminal and a web page draw it too.
public enum Figure: Codable, Equatable, Sendable {
  case heatmap(Heatmap)
  case lineChart(LineChart)
  case barChart(BarChart)
  case histogram(Histogram)

  /// The figure in one line: its kind, size and range.
  public var summary: String {
    let summary =
      switch self {
      case .heatmap(let map): map.summary
      case .lineChart(let chart): chart.summary
      case .barChart(let chart): chart.summary
      case .histogram(let histogram): histogram.summary
      }
    return String(summary.map { $0.isNewline ? " " : $0 })
  }
}

/// A type of figure, which cells make and show.
public protocol FigureConvertible {
  /// The figure of this type.
  var figure: Figure { get }
}

/// The range of some numbers with two digits after the point, so that a last bit does not change the text.
func range(of numbers: [Double]) -> String {
  let finite = numbers.filter(\.isFinite)
  guard let least = finite.min(), let greatest = finite.max() else { return "no numbers" }
  return "\(least.fixed(2)) to \(greatest.fixed(2))"
}
