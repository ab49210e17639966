extension String {
  /// Returns the text with each scalar replaced for which the closure returns a replacement.
  package func escaping(_ replacement: (Unicode.Scalar) -> String?) -> String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if let replacement = replacement(scalar) {
        text += replacement
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Returns the text escaped for an element or an attribute value of XML or HTML.
  ///
  /// Characters that XML forbids become U+FFFD.
  public func escapedForXML(keepingLines: Bool = false) -> String {
    escaping { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\n" where keepingLines: "\n"
      case "\t" where keepingLines: "\t"
      case "\t", "\n", "\r": "&#\(scalar.value);"
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
      default: nil
      }
    }
  }
}
