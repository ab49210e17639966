/// The look of a report on a terminal: its colours, width and links.
public struct Style: Sendable {
  /// The number of available colours.
  public enum Colours: Sendable {
    /// No colours.
    case none
    /// The 16 colours that every terminal with colours has.
    case sixteen
    /// A table of 256 colours.
    case indexed
    /// Colours of 24 bits.
    case trueColour
  }
  /// The brightness of the background.
  public enum Background: Sendable {
    /// Dark, so that colours are light.
    case dark
    /// Light, so that colours are dark.
    case light
  }

  let colours: Colours
  let background: Background
  /// The maximum number of columns in a line, or nil if lines are not wrapped.
  package let width: Int?
  /// Whether the terminal supports links (OSC 8).
  package let hasLinks: Bool

  /// Plain text.
  public static let plain = Style(colours: .none)

  /// Creates a style for a terminal with the given capabilities.
  public init(colours: Colours, background: Background = .dark, width: Int? = nil, hasLinks: Bool = false) {
    self.colours = colours
    self.background = background
    self.width = width.map { max(20, $0) }
    self.hasLinks = hasLinks
  }

  /// Whether figures are drawn and outputs are framed.
  package var isRich: Bool { colours != .none }

  /// The maximum number of columns for prose: lines of more than 100 are hard to read.
  package var proseWidth: Int? { width.map { min($0, 100) } }

  /// Returns the text with foreground and background colours swapped.
  public func reversed(_ text: String) -> String { wrap(text, "7") }
  /// Returns the text in a less prominent colour.
  public func dim(_ text: String) -> String { styled(text, TextAttributes(role: .faint)) }
  package func bold(_ text: String) -> String { styled(text, TextAttributes(isBold: true)) }
  package func red(_ text: String) -> String { styled(text, TextAttributes(role: .failure)) }
  package func green(_ text: String) -> String { styled(text, TextAttributes(role: .success)) }
  package func yellow(_ text: String) -> String { styled(text, TextAttributes(role: .warning)) }
  package func blue(_ text: String) -> String { styled(text, TextAttributes(role: .code)) }
  /// Returns the text in the colour of a series of a chart.
  func series(_ text: String, _ index: Int) -> String { styled(text, TextAttributes(role: .series(index))) }

  /// Returns the text with attributes, as far as the terminal can show them.
  package func styled(_ text: String, _ attributes: TextAttributes) -> String {
    var codes: [String] = []
    if attributes.isBold { codes.append("1") }
    if attributes.isItalic { codes.append("3") }
    if attributes.isUnderlined { codes.append("4") }
    if attributes.isStruck { codes.append("9") }
    if let role = attributes.role {
      switch colours {
      case .none: break
      case .sixteen where role == .heading && attributes.isBold: break
      case .sixteen: codes.append(Palette.code(of: role))
      case .indexed: codes.append("38;5;\(Palette.colour(of: role, on: background).index)")
      case .trueColour: codes.append("38;2;\(Palette.colour(of: role, on: background).components)")
      }
    }
    return wrap(text, codes.joined(separator: ";"))
  }

  /// Returns a line of runs, each with its attributes and its link.
  package func line(_ texts: [StyledRun]) -> String {
    texts.map { part in
      let text = styled(part.text, part.attributes)
      guard hasLinks, let link = part.link else { return text }
      return "\u{1B}]8;;\(link)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }.joined()
  }

  /// Returns a cell of a heatmap for a value between 0, the smallest, and 1, the largest.
  func shade(_ share: Double, width: Int = 2) -> String {
    let spaces = String(repeating: " ", count: width)
    let colour = Colour.scale(share)
    switch colours {
    case .none, .sixteen:
      return String(
        repeating: [" ", "░", "▒", "▓", "█"][min(4, max(0, Int((share.isFinite ? share * 4 : 0).rounded())))],
        count: width)
    case .indexed: return wrap(spaces, "48;5;\(colour.index)")
    case .trueColour: return wrap(spaces, "48;2;\(colour.components)")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    isRich && !text.isEmpty && !code.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
