import Figures
import SwiftLexing
import TextFormatting

/// A figure as SVG (Scalable Vector Graphics 1.1), for a web page or as a separate image.
public struct FigureSVG {
  /// The markup; empty for a figure without numbers, and for a drawing that ``finding(in:)`` refuses.
  public let text: String
  /// The figure for a page of HTML; empty if ``text`` is.
  ///
  /// It is the markup, but a drawing is an image by itself: its styles and names are not those of the page.
  public let html: String

  /// The CSS rules that give figures their colours; a page with figures needs them once.
  public static let style = """
    .figure text { fill: currentColor; font: 13px system-ui, sans-serif }
    .figure .axis { stroke: currentColor; stroke-opacity: 0.35; fill: none }
    .figure rect { shape-rendering: crispEdges }
    .figure .line { fill: none; stroke-width: 2; stroke-linejoin: round }
    \(seriesStyle(on: .light))
    @media (prefers-color-scheme: dark) {
    \(seriesStyle(on: .dark))
    }
    """

  /// Draws a figure.
  ///
  /// - Parameter isImage: whether the figure is a separate image, which includes its colours and its background.
  public init(_ figure: Figure, isImage: Bool = false) {
    let canvas: SVGCanvas?
    switch figure {
    case .heatmap(let map): canvas = Self.heatmap(map)
    case .lineChart(let chart): canvas = Self.lineChart(chart)
    case .barChart(let chart): canvas = Self.barChart(chart)
    case .histogram(let histogram): canvas = Self.histogram(histogram)
    case .drawing(let drawing):
      text = Self.finding(in: drawing) == nil ? drawing.svg : ""
      html = text.isEmpty ? "" : Self.image(text, alternativeText: figure.caption)
      return
    }
    text =
      canvas?.svg(title: figure.caption, style: isImage ? Self.style + "\n" + Self.imageStyle : nil)
      ?? ""
    html = text
  }

  /// Returns why a drawing is not shown: what in its SVG could run or load something, or is not well-formed; nil if it is shown.
  package static func finding(in drawing: Drawing) -> HarmlessSVG.Finding? {
    HarmlessSVG.finding(in: Array(drawing.svg.utf8), isWellFormed: true)
  }

  /// Returns an image that a page holds in itself (RFC 2397).
  private static func image(_ svg: String, alternativeText: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/=;,()".utf8)
    var address = "data:image/svg+xml,"
    for byte in svg.utf8 {
      let isPlain = plain.contains(byte)
      address += isPlain ? String(Unicode.Scalar(byte)) : "%" + byte.hexadecimal(digits: 2, uppercase: true)
    }
    return "<img src=\"\(address)\" alt=\"\(alternativeText.escapedForXML())\" />\n"
  }

  private static let width = 480.0

  private static let imageStyle = """
    .figure { color: \(textColour(on: .light)) }
    .figure .paper { fill: #ffffff }
    @media (prefers-color-scheme: dark) { .figure { color: \(textColour(on: .dark)) } .figure .paper { fill: #0d1117 } }
    """

  private static func textColour(on background: Style.Background) -> String {
    Palette.colour(of: .syntax(.plain), on: background).hexadecimal
  }

  private static func seriesStyle(on background: Style.Background) -> String {
    (0..<6).map { index in
      let colour = Palette.colour(of: .series(index), on: background).hexadecimal
      return ".figure .stroke-\(index) { stroke: \(colour) } .figure .fill-\(index) { fill: \(colour) }"
    }.joined(separator: "\n")
  }

  // MARK: - Kinds of figures

  /// Draws a square for each number, containing the number if it fits, and a scale below; the squares of a large table have no titles.
  private static func heatmap(_ map: Heatmap) -> SVGCanvas? {
    let columns = map.rows.map(\.count).max() ?? 0
    guard columns > 0, let axis = Axis(map.rows.flatMap { $0 }) else { return nil }
    let left = map.rowLabels.map { SVGCanvas.width(of: $0.label) }.max().map { $0 + 8 } ?? 0
    let cell = max(3, min(40, (width - left) / Double(columns)))
    let longest = map.columnLabels.map { SVGCanvas.width(of: $0.label) }.max() ?? 0
    let isRotated = longest > cell
    let top = map.columnLabels.isEmpty ? 0 : isRotated ? longest + 8 : 20
    var canvas = SVGCanvas(
      width: max(260, left + cell * Double(columns) + 4), height: top + cell * Double(map.rows.count) + 44)
    for (index, label) in map.columnLabels.prefix(columns).enumerated() {
      let x = left + cell * (Double(index) + 0.5)
      canvas.text(
        label.label, x: x + (isRotated ? 4 : 0), y: top - 6, anchor: isRotated ? .start : .middle, isRotated: isRotated)
    }
    let digits = map.rows.allSatisfy { $0.allSatisfy { $0 == $0.rounded() } } ? 0 : 2
    let isLarge = map.rows.count * columns > 1024
    if isLarge {
      canvas.squares(map.rows.map { $0.map { axis.position(of: $0) ?? 0 } }, x: left, y: top, side: cell)
    }
    for (row, numbers) in map.rows.enumerated() {
      let y = top + cell * Double(row)
      if map.rowLabels.indices.contains(row) {
        canvas.text(map.rowLabels[row].label, x: left - 6, y: y + cell / 2 + 4, anchor: .end)
      }
      if isLarge { continue }
      for (column, number) in numbers.enumerated() {
        let colour = Colour.scale(axis.position(of: number) ?? 0)
        let x = left + cell * Double(column)
        let position = [map.rowLabels, map.columnLabels].enumerated().map { index, labels in
          let number = index == 0 ? row : column
          return labels.indices.contains(number) ? labels[number].label : "\(number)"
        }
        let title = "\(position[0]), \(position[1]): \(Axis.label(number))"
        canvas.rectangle(x: x, y: y, width: cell, height: cell, colour: colour, title: title)
        if cell >= 34 {
          canvas.text(
            number.fixed(digits), x: x + cell / 2, y: y + cell / 2 + 4, anchor: .middle,
            colour: colour.isLight ? .black : .white)
        }
      }
    }
    canvas.scale(axis, x: left, y: canvas.height - 32)
    return canvas
  }

  private static func lineChart(_ chart: LineChart) -> SVGCanvas? {
    let longest = chart.series.map(\.values.count).max() ?? 0
    guard longest > 1, let y = Axis(chart.heights, isLogarithmic: chart.isLogarithmic),
      let x = Axis([1, Double(longest)])
    else { return nil }
    let legend = chart.legend.isEmpty ? 0 : 24.0
    var plot = SVGPlot(SVGCanvas(width: width, height: 300 + legend), x, y, top: 12 + legend)
    plot.drawAxes()
    for (index, line) in zip(chart.series.count..., chart.referenceLines) {
      if let ends = plot.horizontal(at: line.value) { plot.canvas.line(ends, series: index, isDashed: true) }
    }
    for (index, series) in chart.series.enumerated() {
      for run in plot.runs(series.values) { plot.canvas.line(run, series: index) }
    }
    if !chart.legend.isEmpty { plot.canvas.legend(chart.legend.map(\.label), x: plot.left) }
    return plot.canvas
  }

  /// Draws a bar for each name, from zero to the right or to the left.
  private static func barChart(_ chart: BarChart) -> SVGCanvas? {
    guard let axis = Axis(chart.values, fromZero: true) else { return nil }
    let left = min(200, (chart.labels.map { SVGCanvas.width(of: $0.label) }.max() ?? 0) + 12)
    let room = width - left - 64
    var canvas = SVGCanvas(width: width, height: 24 * Double(chart.values.count) + 8)
    for (index, (label, value)) in zip(chart.labels, chart.values).enumerated() {
      let y = 4 + 24 * Double(index)
      let (zero, end) = (axis.position(of: 0) ?? 0, axis.position(of: value) ?? 0)
      canvas.text(label.label, x: left - 8, y: y + 16, anchor: .end)
      canvas.rectangle(
        x: left + room * min(zero, end), y: y + 2, width: max(1, room * abs(end - zero)), height: 20, series: 0,
        title: "\(label.label): \(Axis.label(value))")
      canvas.text(Axis.label(value), x: left + room * max(zero, end) + 6, y: y + 16, anchor: .start)
    }
    return canvas
  }

  private static func histogram(_ histogram: Histogram) -> SVGCanvas? {
    let counts = histogram.counts
    guard let most = counts.max(), most > 0, let x = Axis(histogram.values), let y = Axis([0, Double(most)]) else {
      return nil
    }
    var plot = SVGPlot(SVGCanvas(width: width, height: 240), x, y, top: 12)
    plot.drawAxes()
    let bin = plot.width / Double(counts.count)
    let step = (x.range.upperBound - x.range.lowerBound) / Double(counts.count)
    for (index, count) in counts.enumerated() where count > 0 {
      let smallest = x.range.lowerBound + step * Double(index)
      let height = plot.height * Double(count) / Double(most)
      plot.canvas.rectangle(
        x: plot.left + bin * Double(index) + 0.5, y: plot.top + plot.height - height, width: max(1, bin - 1),
        height: height,
        series: 0, title: "\(Axis.label(smallest)) to \(Axis.label(smallest + step)): \(count)")
    }
    return plot.canvas
  }
}
