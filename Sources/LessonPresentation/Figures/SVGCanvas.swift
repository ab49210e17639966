import Figures
import TextFormatting

/// The shapes and texts of an SVG image, in pixels from the top left.
struct SVGCanvas {
  enum Anchor: String { case start, middle, end }
  enum TextColour: String { case black, white }

  let width: Double
  let height: Double
  private var elements: [String] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Returns the approximate width of a text.
  static func width(of text: String) -> Double { Double(text.columns) * 8 }

  /// Returns the image as markup.
  ///
  /// Screen readers read its title.
  func svg(title: String, style: String?) -> String {
    let size = "viewBox=\"0 0 \(width.short) \(height.short)\" width=\"\(width.short)\" height=\"\(height.short)\""
    var lines = ["<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"img\" \(size)>"]
    lines.append("<title>\(title.escapedForXML())</title>")
    if let style {
      lines.append("<style>\(style)</style>")
      lines.append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>")
    }
    return (lines + elements + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor, colour: TextColour? = nil, isRotated: Bool = false
  ) {
    let fill = colour.map { " style=\"fill: \($0.rawValue)\"" } ?? ""
    let turn = isRotated ? " transform=\"rotate(-90 \(x.short) \(y.short))\"" : ""
    elements.append(
      "<text x=\"\(x.short)\" y=\"\(y.short)\" text-anchor=\"\(anchor.rawValue)\"\(fill)\(turn)>\(text.escapedForXML())</text>"
    )
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, colour: Colour, title: String?) {
    rectangle("fill=\"\(colour.hexadecimal)\"", x, y, width, height, title)
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, series: Int, title: String?) {
    rectangle("class=\"fill-\(series % 6)\"", x, y, width, height, title)
  }

  private mutating func rectangle(
    _ attributes: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ title: String?
  ) {
    let rectangle =
      "<rect x=\"\(x.short)\" y=\"\(y.short)\" width=\"\(width.short)\" height=\"\(height.short)\" \(attributes)"
    elements.append(rectangle + (title.map { "><title>\($0.escapedForXML())</title></rect>" } ?? "/>"))
  }

  /// Draws a table of squares whose colours are positions on the colour scale.
  ///
  /// Each of 64 colours has one path, because an element for each of thousands of squares would make a large file.
  mutating func squares(_ table: [[Double]], x: Double, y: Double, side: Double) {
    var paths: [Int: String] = [:]
    for (row, positions) in table.enumerated() {
      let levels = positions.map { Int(($0 * 63).rounded()) }
      var start = 0
      while start < levels.count {
        let end = levels[start...].firstIndex { $0 != levels[start] } ?? levels.count
        // Neighbours have the same rounded edge, so that there is no gap between them.
        let (left, right) = ((x + side * Double(start)).short, (x + side * Double(end)).short)
        let (top, bottom) = ((y + side * Double(row)).short, (y + side * Double(row + 1)).short)
        paths[levels[start], default: ""] += "M\(left) \(top)H\(right)V\(bottom)H\(left)z"
        start = end
      }
    }
    for (level, path) in paths.sorted(by: { $0.key < $1.key }) {
      let colour = Colour.scale(Double(level) / 63).hexadecimal
      elements.append("<path shape-rendering=\"crispEdges\" fill=\"\(colour)\" d=\"\(path)\"/>")
    }
  }

  /// Draws a line of an axis, without numbers.
  mutating func axis(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) {
    elements.append("<path class=\"axis\" d=\"M\(a.x.short) \(a.y.short)L\(b.x.short) \(b.y.short)\"/>")
  }

  /// Draws a line through points in the colour of a series.
  mutating func line(_ points: [(x: Double, y: Double)], series: Int, isDashed: Bool = false) {
    let path = points.enumerated().map { "\($0 == 0 ? "M" : "L")\($1.x.short) \($1.y.short)" }.joined()
    let dashes = isDashed ? " stroke-dasharray=\"6 4\"" : ""
    elements.append("<path class=\"line stroke-\(series % 6)\" d=\"\(path)\"\(dashes)/>")
  }

  /// Draws the names of series beside their colours, from the top left.
  mutating func legend(_ names: [String], x: Double) {
    var x = x
    for (index, name) in names.enumerated() {
      rectangle(x: x, y: 6, width: 14, height: 10, series: index, title: nil)
      text(name, x: x + 20, y: 16, anchor: .start)
      x += 44 + Self.width(of: name)
    }
  }

  /// Draws the colour scale of a heatmap between the numbers at its ends.
  mutating func scale(_ axis: Axis, x: Double, y: Double) {
    let smallest = Axis.label(axis.range.lowerBound)
    text(smallest, x: x, y: y + 12, anchor: .start)
    let start = x + Self.width(of: smallest) + 6
    for step in 0..<32 {
      rectangle(
        x: start + 5 * Double(step), y: y, width: 5, height: 16, colour: Colour.scale(Double(step) / 31), title: nil)
    }
    text(Axis.label(axis.range.upperBound), x: start + 166, y: y + 12, anchor: .start)
  }
}

extension Double {
  /// The number with at most one digit after the decimal point.
  fileprivate var short: String {
    let text = fixed(1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
