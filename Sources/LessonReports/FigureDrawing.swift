import LessonRuntime

/// A figure as a terminal shows it: cells of colour for a table, braille for a line.
struct FigureDrawing {
  private static let width = 60
  private static let height = 8

  /// The lines of the drawing; none for a figure without numbers.
  let lines: [String]

  init(_ figure: Figure, style: Style) {
    switch figure {
    case .heatmap(let map): lines = Self.heatmap(map, style)
    case .lineChart(let chart): lines = Self.lineChart(chart.values.filter(\.isFinite))
    }
  }

  /// A cell of two columns for each number, the lighter the larger it is.
  private static func heatmap(_ map: Heatmap, _ style: Style) -> [String] {
    let numbers = map.rows.flatMap { $0 }.filter(\.isFinite)
    guard let least = numbers.min(), let largest = numbers.max() else { return [] }
    return map.rows.map { row in
      row.map { number in
        let share = largest > least ? (max(least, min(largest, number)) - least) / (largest - least) : 0
        return style.shade(share)
      }.joined()
    }
  }

  /// Braille characters have two columns and four rows of dots each.
  private static func lineChart(_ values: [Double]) -> [String] {
    guard values.count > 1, let least = values.min(), let largest = values.max() else { return [] }
    var dots = Array(repeating: Array(repeating: UInt32(0), count: width), count: height)
    let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    for column in 0..<2 * width {
      let place = Double(column) / Double(2 * width - 1) * Double(values.count - 1)
      let before = values[Int(place)]
      let after = values[min(Int(place) + 1, values.count - 1)]
      let value = before + (after - before) * (place - place.rounded(.down))
      let share = largest > least ? (value - least) / (largest - least) : 0
      let row = Int(((1 - share) * Double(4 * height - 1)).rounded())
      dots[row / 4][column / 2] |= bits[column % 2][row % 4]
    }
    return dots.map { row in
      String(String.UnicodeScalarView(row.map { Unicode.Scalar(0x2800 + $0) ?? " " }))
    }
  }
}
