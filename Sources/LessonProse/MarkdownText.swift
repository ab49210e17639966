import TextFormatting

/// Texts, addresses and code as Markdown that all parsers read alike.
///
/// Markdown is read by parsers that differ: some know mathematics between dollar signs, attributes in braces or other escapes. So nothing
/// is written that only one of them reads as text: what begins a tag, code or mathematics is written as a character reference.
public enum MarkdownText {
  /// Returns text in which no parser finds markup.
  ///
  /// - Parameter isWithinLine: whether something else stands before it in its line.
  public static func escaped(_ text: String, isWithinLine: Bool = false) -> String {
    var writer = MarkdownLineWriter(isWithinLine: isWithinLine)
    writer.write(text)
    return writer.text
  }

  /// Returns an address for a link or an image, percent-encoded where it could end too early.
  public static func destination(_ address: String) -> String {
    address.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isASCII ? addressCharacters.contains(scalar) : !scalar.properties.isWhitespace {
        text.unicodeScalars.append(scalar)
      } else {
        for byte in String(scalar).utf8 {
          text += "%" + byte.hexadecimal(digits: 2, uppercase: true)
        }
      }
    }
  }

  /// Returns the text of an HTML element, with its character references, in which no parser finds Markdown or a tag.
  static func escapedInHTML(_ text: String) -> String {
    referring(text) { "*_[]<>\\`~!$|{}".unicodeScalars.contains($0) }
  }

  /// Returns the title of a link, to be placed between double quotes.
  static func title(_ text: String) -> String {
    referring(text) { "*_[]<>\\`~!$|{}\"&".unicodeScalars.contains($0) }
  }

  /// Returns text with all but letters, digits and spaces as character references, as far as it is ASCII.
  static func spelled(_ text: String) -> String {
    referring(text) { $0.isASCII && !$0.isLetterOrDigit && $0 != " " }
  }

  /// Returns text with character references for the given characters.
  private static func referring(_ text: String, where isSpecial: (Unicode.Scalar) -> Bool) -> String {
    text.unicodeScalars.reduce(into: "") { text, scalar in
      if isSpecial(scalar) {
        text += reference(to: scalar)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Returns a character reference, with a name where every reader knows it.
  static func reference(to scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "<": "&lt;"
    case ">": "&gt;"
    case "&": "&amp;"
    case "\"": "&quot;"
    default: "&#\(scalar.value);"
    }
  }

  private static let addressCharacters = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!&'*+,;=%".unicodeScalars)
}

extension Unicode.Scalar {
  var isLetterOrDigit: Bool {
    isASCII && (properties.isAlphabetic || properties.numericType != nil)
  }
}
