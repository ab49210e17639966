/// A canvas with two axes.
struct SVGPlot {
  var canvas: SVGCanvas
  let left: Double
  let top: Double
  let width: Double
  let height: Double
  private let x: Axis
  private let y: Axis

  init(_ canvas: SVGCanvas, _ x: Axis, _ y: Axis, top: Double) {
    self.canvas = canvas
    self.x = x
    self.y = y
    self.top = top
    left = 12 + (y.labelledTicks(5).map { SVGCanvas.width(of: $0.label) }.max() ?? 0)
    width = canvas.width - left - 20
    height = canvas.height - top - 32
  }

  /// Draws the axes, with grid lines and labels at round numbers.
  mutating func drawAxes() {
    for (tick, label) in y.labelledTicks(5) {
      let position = top + height * (1 - (y.position(of: tick) ?? 0))
      canvas.axis(from: (left, position), to: (left + width, position))
      canvas.text(label, x: left - 6, y: position + 4, anchor: .end)
    }
    canvas.axis(from: (left, top + height), to: (left + width, top + height))
    for (tick, label) in x.labelledTicks(8) {
      let position = left + width * (x.position(of: tick) ?? 0)
      canvas.axis(from: (position, top + height), to: (position, top + height + 5))
      canvas.text(label, x: position, y: top + height + 20, anchor: .middle)
    }
  }

  /// Returns the ends of a line across the whole plot, or nil if the number cannot be drawn.
  func horizontal(at value: Double) -> [(x: Double, y: Double)]? {
    guard let share = y.position(of: value) else { return nil }
    return [left, left + width].map { ($0, top + height * (1 - share)) }
  }

  /// Returns the points of a series, split into runs wherever a number cannot be drawn.
  ///
  /// If there are many more numbers than columns, only the smallest and the largest of each column are kept.
  func runs(_ values: [Double]) -> [[(x: Double, y: Double)]] {
    let columns = Int(width)
    var indices = Array(values.indices)
    if values.count > 2 * columns {
      indices = (0..<columns).flatMap { column -> [Int] in
        let range = column * values.count / columns..<(column + 1) * values.count / columns
        let smallest = range.min { values[$0] < values[$1] } ?? range.lowerBound
        let largest = range.max { values[$0] < values[$1] } ?? range.lowerBound
        return smallest == largest ? [smallest] : [min(smallest, largest), max(smallest, largest)]
      }
    }
    var runs: [[(x: Double, y: Double)]] = [[]]
    for index in indices {
      if let share = y.position(of: values[index]), let position = x.position(of: Double(index + 1)) {
        runs[runs.count - 1].append((left + width * position, top + height * (1 - share)))
      } else {
        runs.append([])
      }
    }
    return runs.filter { $0.count > 1 }
  }
}
