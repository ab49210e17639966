/// Whether and how a report uses colour.
public struct Style: Sendable {
  private let hasColour: Bool
  /// How many columns prose may take; nil where its lines stay as they are.
  let width: Int?

  /// Plain text.
  public static let plain = Style(hasColour: false)

  /// A style with colour, or without, perhaps for a terminal with so many columns.
  public init(hasColour: Bool, width: Int? = nil) {
    self.hasColour = hasColour
    self.width = width.map { max(20, $0) }
  }

  /// The text with its colours exchanged.
  public func reversed(_ text: String) -> String { wrap(text, "7") }
  /// The text less bright.
  public func dim(_ text: String) -> String { wrap(text, "2") }
  func bold(_ text: String) -> String { wrap(text, "1") }
  func red(_ text: String) -> String { wrap(text, "31") }
  func green(_ text: String) -> String { wrap(text, "32") }
  func yellow(_ text: String) -> String { wrap(text, "33") }
  func blue(_ text: String) -> String { wrap(text, "34") }

  /// Whether figures are drawn.
  var drawsFigures: Bool { hasColour }

  /// A cell, from dark at 0 to light at 1.
  func shade(_ share: Double, width: Int = 2) -> String {
    let level = { (dark: Double, light: Double) in Int((dark + (light - dark) * share).rounded()) }
    let blanks = String(repeating: " ", count: width)
    return "\u{1B}[48;2;\(level(20, 255));\(level(24, 220));\(level(82, 120))m\(blanks)\u{1B}[0m"
  }

  /// Text in the colour of a series of a chart.
  func series(_ text: String, _ index: Int) -> String { wrap(text, ["36", "33", "35", "32", "31", "34"][index % 6]) }

  private func wrap(_ text: String, _ code: String) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
