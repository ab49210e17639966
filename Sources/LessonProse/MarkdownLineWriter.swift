/// Writes text into a line of Markdown, and escapes what would be markup at its place.
struct MarkdownLineWriter {
  /// The place in the current line, which decides what would begin a block.
  private enum Place {
    case start, afterDigits, inside
  }

  private(set) var text = ""
  private var place: Place

  /// Creates a writer at the start of a block, or within a line.
  init(isWithinLine: Bool = false) { place = isWithinLine ? .inside : .start }

  /// Writes text in which no parser finds markup.
  mutating func write(_ literal: String) {
    var rest = literal.unicodeScalars[...]
    while let scalar = rest.first {
      rest = rest.dropFirst()
      // Spaces at the start would make code or continue a list.
      if place == .start, [" ", "\t", "\n"].contains(scalar) { continue }
      if let escaped = escaped(scalar, before: rest) {
        text += escaped
      } else {
        text.unicodeScalars.append(scalar)
      }
      place = place != .inside && ("0"..."9").contains(scalar) ? .afterDigits : .inside
    }
  }

  /// Writes markup as it is.
  mutating func writeMarkup(_ markup: String) {
    guard !markup.isEmpty else { return }
    text += markup
    place = .inside
  }

  /// Begins a new line of a paragraph.
  mutating func breakLine(isHard: Bool) {
    while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
    text += isHard ? "  \n" : "\n"
    place = .start
  }

  /// Returns what stands for a character at its place, or nil if it may stand for itself.
  private func escaped(_ scalar: Unicode.Scalar, before rest: Substring.UnicodeScalarView) -> String? {
    switch scalar {
    case "\n": " "
    // No parser knows other meanings of these escapes.
    case "*", "_", "[", "]", "#", "~", "!": "\\\(scalar)"
    case "<", ">", "\\", "`", "$", "{", "}", "|": MarkdownText.reference(to: scalar)
    case "&" where rest.first == "#" || rest.beginsWithReferenceName: "&amp;"
    case "-", "+", "=": place == .start ? "\\\(scalar)" : nil
    // Before two slashes, it would make a link of what is text here.
    case ":" where place == .start || rest.first == "/": MarkdownText.reference(to: scalar)
    case _ where place == .start && scalar.properties.isWhitespace: MarkdownText.reference(to: scalar)
    case ".", ")":
      place == .afterDigits && rest.first?.properties.isWhitespace != false ? "\\\(scalar)" : nil
    default: nil
    }
  }
}
