import TextFormatting

/// A chart, a heatmap or a drawing that a cell shows with `show(…)`.
///
/// What is printed, recorded and compared is its one-line summary; a terminal and a web page also draw it.
public enum Figure: Codable, Equatable, Sendable {
  /// A table of numbers as colours.
  case heatmap(Heatmap)
  /// Sequences of numbers as lines.
  case lineChart(LineChart)
  /// Labelled numbers as bars.
  case barChart(BarChart)
  /// How often numbers occur, as bars.
  case histogram(Histogram)
  /// A figure that draws itself.
  case drawing(Drawing)

  /// The figure in one line: its kind, size and range, or what the drawing shows.
  public var summary: String {
    let summary =
      switch self {
      case .heatmap(let map): map.summary
      case .lineChart(let chart): chart.summary
      case .barChart(let chart): chart.summary
      case .histogram(let histogram): histogram.summary
      case .drawing(let drawing): drawing.summary
      }
    return String(summary.map { $0.isNewline ? " " : $0 })
  }
}

/// A type that cells can show as a figure, such as a type of the course that draws itself as a ``Drawing``.
public protocol FigureConvertible {
  /// The value as a figure.
  var figure: Figure { get }
}

/// Returns the range of the numbers with two digits after the decimal point, so that a change in the last bit does not change the text.
func range(of numbers: [Double]) -> String {
  let finite = numbers.filter(\.isFinite)
  guard let smallest = finite.min(), let largest = finite.max() else { return "no numbers" }
  return "\(smallest.fixed(2)) to \(largest.fixed(2))"
}

extension Double {
  /// The number's position in a range that is not a single number, from 0 to 1.
  package func share(of range: ClosedRange<Double>) -> Double {
    // Halved, because the distance between the largest representable numbers would overflow.
    (self / 2 - range.lowerBound / 2) / (range.upperBound / 2 - range.lowerBound / 2)
  }
}
