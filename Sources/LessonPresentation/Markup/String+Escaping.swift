extension String {
  /// The text with some of its scalars replaced: by what the closure gives, where it gives something.
  package func escaping(_ replacement: (Unicode.Scalar) -> String?) -> String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if let replacement = replacement(scalar) {
        text += replacement
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The text as it stands in an element or an attribute's value of XML or HTML.
  ///
  /// What is no character of XML becomes U+FFFD.
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
