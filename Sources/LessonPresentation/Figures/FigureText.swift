import Figures
import LessonFormat

/// A figure drawn for a terminal: coloured cells for a table, braille characters for a line, block characters for bars.
package struct FigureText {
  private static let height = 8
  /// The number of lines that a heatmap can have; with its title it then fits on a screen of 24 lines.
  private static let maxRows = 22

  /// The lines of the drawing; empty for a figure without numbers, and for a drawing without text.
  package let lines: [String]

  /// Draws a figure.
  ///
  /// - Parameter room: the number of available columns.
  package init(_ figure: Figure, room: Int = 76, style: Style) {
    switch figure {
    case .heatmap(let map): lines = Self.heatmap(map, room, style)
    case .lineChart(let chart): lines = Self.lineChart(chart, room, style)
    case .barChart(let chart): lines = Self.barChart(chart, room, style)
    case .histogram(let histogram): lines = Self.histogram(histogram, room, style)
    case .drawing(let drawing): lines = Self.lines(drawing, room)
    }
  }

  /// Returns the lines of a course's own drawing, cut off where the room ends.
  private static func lines(_ drawing: Drawing, _ room: Int) -> [String] {
    guard !drawing.text.isEmpty else { return [] }
    let text = drawing.text.withoutTrailingNewline.withoutControls.replacing("\t", with: " ")
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.count <= room && String(line).columns <= room ? String(line) : String(line).padded(to: room)
    }
  }

  /// Draws a cell of two or more columns for each number: the larger the number, the lighter the cell.
  ///
  /// Labels longer than a cell are cut off.
  ///
  /// If there is too little room, cells have one column, and then each shows the mean of several numbers. So does each line if there are too
  /// many rows.
  private static func heatmap(_ map: Heatmap, _ room: Int, _ style: Style) -> [String] {
    let map = map.withRows(atMost: maxRows)
    guard let axis = Axis(map.rows.flatMap { $0 }) else { return [] }
    let columns = map.rows.map(\.count).max() ?? 0
    let margin = min(room / 3, map.rowLabels.map(\.visible.columns).max().map { $0 + 1 } ?? 0)
    let wanted = min(6, max(2, (map.columnLabels.map(\.visible.columns).max() ?? 1) + 1))
    let cell = max(1, min(wanted, (room - margin) / max(1, columns)))
    let group = max(1, (columns + room - margin - 1) / max(1, room - margin))
    let heading = cell > 1 ? map.columnLabels.map { $0.visible.padded(to: cell) }.joined() : ""
    let rows = map.rows.enumerated().map { index, row in
      let label = map.rowLabels.indices.contains(index) ? map.rowLabels[index].visible : ""
      let means = stride(from: 0, to: row.count, by: group).map { start in
        row[start..<min(start + group, row.count)].reduce(0, +) / Double(min(group, row.count - start))
      }
      return label.padded(to: margin) + means.map { style.shade(axis.position(of: $0) ?? 0, width: cell) }.joined()
    }
    return (heading.isEmpty ? [] : [String(repeating: " ", count: margin) + heading]) + rows
  }

  /// Draws lines with braille characters, which have two columns and four rows of dots each; the numbers beside them are the ends of the axes.
  private static func lineChart(_ chart: LineChart, _ room: Int, _ style: Style) -> [String] {
    let longest = chart.series.map(\.values.count).max() ?? 0
    guard longest > 1, let axis = Axis(chart.heights, isLogarithmic: chart.isLogarithmic) else {
      return []
    }
    let labels = [axis.range.upperBound, axis.range.lowerBound].map { Axis.label($0) }
    let margin = labels.map(\.count).max() ?? 0
    let width = max(8, min(60, room - margin - 1))
    let series = chart.series.map { dots(of: $0.values, longest, axis, width) }
    let references = chart.referenceLines.map { dashes(at: $0.value, axis, width) }
    // Where lines meet, a series keeps its colour.
    let drawn = zip(references, series.count...).map { ($0, $1) } + zip(series, 0...).map { ($0, $1) }
    var lines = (0..<height).map { row in
      let label = row == 0 ? labels[0] : row == height - 1 ? labels[1] : ""
      return String(repeating: " ", count: margin - label.count) + label + " " + Self.row(row, of: drawn, style)
    }
    let last = "\(longest)"
    lines.append(
      String(repeating: " ", count: margin + 1) + "1" + String(repeating: " ", count: max(1, width - 1 - last.count))
        + last)
    if !chart.legend.isEmpty {
      let legend = chart.legend.enumerated().map { index, name in
        style.series("\(index < chart.series.count ? "━" : "┅") \(name.visible)", index)
      }
      lines.append(String(repeating: " ", count: margin + 1) + legend.joined(separator: "   "))
    }
    return lines
  }

  /// Returns a row of characters, with each run of one series in its colour.
  private static func row(_ row: Int, of drawn: [(dots: [[UInt32]], series: Int)], _ style: Style) -> String {
    var runs: [(series: Int, text: String)] = []
    for column in 0..<(drawn.first?.dots[row].count ?? 0) {
      let dots = drawn.reduce(UInt32(0)) { $0 | $1.dots[row][column] }
      let series: Int = drawn.last { $0.dots[row][column] != 0 }?.series ?? runs.last?.series ?? 0
      if runs.last?.series != series { runs.append((series, "")) }
      runs[runs.count - 1].text.unicodeScalars.append(Unicode.Scalar(0x2800 + dots) ?? " ")
    }
    return runs.map { style.series($0.text, $0.series) }.joined()
  }

  /// Returns the dots of a reference line, which has a gap after each character.
  private static func dashes(at value: Double, _ axis: Axis, _ width: Int) -> [[UInt32]] {
    let line = dots(of: [value, value], 2, axis, width)
    return line.map { row in row.enumerated().map { $0 % 2 == 0 ? $1 : 0 } }
  }

  private static func dots(of values: [Double], _ longest: Int, _ axis: Axis, _ width: Int) -> [[UInt32]] {
    var dots = Array(repeating: Array(repeating: UInt32(0), count: width), count: height)
    let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    for column in 0..<2 * width {
      let position = Double(column) / Double(2 * width - 1) * Double(longest - 1)
      guard Int(position) < values.count else { break }
      let before = values[Int(position)]
      let after = values[min(Int(position) + 1, values.count - 1)]
      let value =
        position == position.rounded(.down) ? before : before + (after - before) * (position - position.rounded(.down))
      guard let share = axis.position(of: value) else { continue }
      let row = Int(((1 - share) * Double(4 * height - 1)).rounded())
      dots[row / 4][column / 2] |= bits[column % 2][row % 4]
    }
    return dots
  }

  /// Draws a line for each bar: its label, the bar in eighths of a block, and its number.
  private static func barChart(_ chart: BarChart, _ room: Int, _ style: Style) -> [String] {
    guard let axis = Axis(chart.values, fromZero: true) else { return [] }
    let margin = min(room / 3, chart.labels.map(\.visible.columns).max() ?? 0)
    let numbers = chart.values.map { Axis.label($0).count }.max() ?? 0
    let width = max(4, min(40, room - margin - numbers - 2))
    let zero = axis.position(of: 0) ?? 0
    return zip(chart.labels, chart.values).map { label, value in
      let end = axis.position(of: value) ?? zero
      // A bar to the left begins at a whole column; a bar to the right can end at an eighth of one.
      let start = Int((min(zero, end) * Double(width)).rounded())
      let eighths = Int((abs(end - zero) * Double(8 * width)).rounded())
      let part =
        eighths % 8 == 0 || end < zero ? "" : String(Character(Unicode.Scalar(0x2590 - UInt32(eighths % 8)) ?? " "))
      let bar = String(repeating: "█", count: end < zero ? (eighths + 4) / 8 : eighths / 8) + part
      return label.visible.padded(to: margin) + " " + String(repeating: " ", count: start) + style.series(bar, 0) + " "
        + Axis.label(value)
    }
  }

  /// Draws a column for each bin, and the range below.
  private static func histogram(_ histogram: Histogram, _ room: Int, _ style: Style) -> [String] {
    var counts = histogram.counts
    // If there are more bins than columns, neighbouring bins share a column.
    let group = (counts.count + max(1, room - 12) - 1) / max(1, room - 12)
    if group > 1 {
      counts = stride(from: 0, to: counts.count, by: group).map {
        counts[$0..<min($0 + group, counts.count)].reduce(0, +)
      }
    }
    guard let most = counts.max(), most > 0, let axis = Axis(histogram.values) else { return [] }
    let rows = 6
    let bin = max(1, min(2, (room - "\(most)".count - 1) / counts.count))
    var lines = (0..<rows).map { row in
      let label = row == 0 ? "\(most)" : row == rows - 1 ? "0" : ""
      let columns = counts.map { count in
        let eighths = count * 8 * rows / most - 8 * (rows - 1 - row)
        return eighths <= 0
          ? String(repeating: " ", count: bin)
          : String(repeating: String(Character(Unicode.Scalar(0x2580 + UInt32(min(8, eighths))) ?? " ")), count: bin)
      }
      return String(repeating: " ", count: "\(most)".count - label.count) + label + " "
        + style.series(columns.joined(), 0)
    }
    let (smallest, largest) = (Axis.label(axis.range.lowerBound), Axis.label(axis.range.upperBound))
    let gap = max(1, bin * counts.count - smallest.count - largest.count)
    lines.append(
      String(repeating: " ", count: "\(most)".count + 1) + smallest + String(repeating: " ", count: gap) + largest)
    return lines
  }
}

extension Heatmap {
  /// Returns the map with the means of neighbouring rows if it has more rows than that.
  fileprivate func withRows(atMost limit: Int) -> Heatmap {
    let group = (rows.count + limit - 1) / limit
    guard group > 1 else { return self }
    var map = self
    let starts = stride(from: 0, to: rows.count, by: group)
    map.rows = starts.map { start in
      let group = rows[start..<min(start + group, rows.count)]
      return (group.first ?? []).indices.map { column in
        group.reduce(0) { $0 + ($1.indices.contains(column) ? $1[column] : .nan) } / Double(group.count)
      }
    }
    map.rowLabels = starts.filter(rowLabels.indices.contains).map { rowLabels[$0] }
    return map
  }
}
