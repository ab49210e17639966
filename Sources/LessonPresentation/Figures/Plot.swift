/// A canvas with two axes.
struct Plot {
  var canvas: Canvas
  let left: Double
  let top: Double
  let width: Double
  let height: Double
  private let x: Axis
  private let y: Axis

  init(_ canvas: Canvas, _ x: Axis, _ y: Axis, top: Double) {
    self.canvas = canvas
    self.x = x
    self.y = y
    self.top = top
    left = 12 + (y.labelledTicks(5).map { Canvas.width(of: $0.label) }.max() ?? 0)
    width = canvas.width - left - 20
    height = canvas.height - top - 32
  }

  /// Draws lines at round numbers, and the numbers.
  mutating func drawAxes() {
    for (tick, label) in y.labelledTicks(5) {
      let place = top + height * (1 - (y.place(tick) ?? 0))
      canvas.axis(from: (left, place), to: (left + width, place))
      canvas.text(label, x: left - 6, y: place + 4, anchor: .end)
    }
    canvas.axis(from: (left, top + height), to: (left + width, top + height))
    for (tick, label) in x.labelledTicks(8) {
      let place = left + width * (x.place(tick) ?? 0)
      canvas.axis(from: (place, top + height), to: (place, top + height + 5))
      canvas.text(label, x: place, y: top + height + 20, anchor: .middle)
    }
  }

  /// The points of numbers that follow one another, in runs without a number that cannot be drawn.
  ///
  /// Of more numbers than there are columns, the least and the largest of each column are taken.
  func runs(_ values: [Double]) -> [[(x: Double, y: Double)]] {
    let columns = Int(width)
    var indices = Array(values.indices)
    if values.count > 2 * columns {
      indices = (0..<columns).flatMap { column -> [Int] in
        let range = column * values.count / columns..<(column + 1) * values.count / columns
        let least = range.min { values[$0] < values[$1] } ?? range.lowerBound
        let largest = range.max { values[$0] < values[$1] } ?? range.lowerBound
        return least == largest ? [least] : [min(least, largest), max(least, largest)]
      }
    }
    var runs: [[(x: Double, y: Double)]] = [[]]
    for index in indices {
      if let share = y.place(values[index]), let place = x.place(Double(index + 1)) {
        runs[runs.count - 1].append((left + width * place, top + height * (1 - share)))
      } else {
        runs.append([])
      }
    }
    return runs.filter { $0.count > 1 }
  }
}
