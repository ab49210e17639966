/// A figure that a course draws itself: as an SVG image for pages, and as text for terminals.
///
/// A type of the course becomes a figure of its own by conforming to ``FigureConvertible`` with a drawing.
public struct Drawing: FigureConvertible, Codable, Equatable, Sendable {
  /// What the drawing shows, in one line: this is what the cell prints, and what screen readers read.
  public var alternativeText: String
  /// The image for pages: well-formed SVG that begins with `<svg xmlns="http://www.w3.org/2000/svg"` and neither runs nor loads anything.
  ///
  /// Pages show it as a separate image, which the styles of the page do not reach. If it is anything else, they show the alternative text.
  public var svg: String
  /// The drawing for terminals, in lines of at most ``textWidth`` columns; if it is empty, there is none.
  ///
  /// Longer lines are cut off.
  public var text: String

  /// The number of columns that a terminal has for ``text``, unless it is narrower than 80 columns.
  public static let textWidth = 76

  /// Creates a drawing with a line of text that says what it shows.
  public init(_ alternativeText: String, svg: String, text: String = "") {
    self.alternativeText = alternativeText
    self.svg = svg
    self.text = text
  }

  /// The figure.
  public var figure: Figure { .drawing(self) }

  var summary: String { "[\(alternativeText)]" }
}
