/// Something that people would rather look at than read.
///
/// A cell shows one with `show(…)`. What is printed, recorded and compared is its one line of text; a terminal draws it too.
public enum Figure: Equatable, Sendable {
  case heatmap(Heatmap)
  case lineChart(LineChart)

  /// The figure in one line: its kind, size and range.
  public var summary: String {
    switch self {
    case .heatmap(let map): map.summary
    case .lineChart(let chart): chart.summary
    }
  }
}

/// A table of numbers, drawn as cells that are the lighter the larger the number is.
public struct Heatmap: Equatable, Sendable {
  /// What the table is about.
  public var title: String
  /// The numbers, row by row; all rows have the same length.
  public var rows: [[Double]]

  /// A heatmap of the given rows.
  public init(_ title: String, _ rows: [[Double]]) {
    self.title = title
    self.rows = rows
  }

  var summary: String {
    let numbers = rows.flatMap { $0 }
    return "[heatmap \"\(title)\", \(rows.count) × \(rows.first?.count ?? 0), \(range(of: numbers))]"
  }
}

/// Numbers that follow one another, drawn as a line.
public struct LineChart: Equatable, Sendable {
  /// What the numbers are.
  public var title: String
  /// The numbers in their order.
  public var values: [Double]

  /// A chart of the given numbers.
  public init(_ title: String, _ values: [Double]) {
    self.title = title
    self.values = values
  }

  var summary: String { "[line chart \"\(title)\", \(values.count) points, \(range(of: values))]" }
}

/// The range of some numbers with two digits after the point, so that a last bit does not change the text.
private func range(of numbers: [Double]) -> String {
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
