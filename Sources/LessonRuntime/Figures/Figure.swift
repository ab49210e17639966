/// Something that people would rather look at than read.
///
/// A cell shows one with `show(…)`. What is printed, recorded and compared is its one line of text; a terminal and a web page draw it too.
public enum Figure: Equatable, Sendable {
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

/// The range of some numbers with two digits after the point, so that a last bit does not change the text.
func range(of numbers: [Double]) -> String {
  let finite = numbers.filter(\.isFinite)
  guard let least = finite.min(), let largest = finite.max() else { return "no numbers" }
  return "\(hundredths(least)) to \(hundredths(largest))"
}

private func hundredths(_ number: Double) -> String {
  guard abs(number) < 1e15 else { return "\(number)" }
  let value = Int((abs(number) * 100).rounded())
  let fraction = value % 100
  return "\(number < 0 && value > 0 ? "-" : "")\(value / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
