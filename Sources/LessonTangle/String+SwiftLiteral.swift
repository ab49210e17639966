import LessonFormat

extension String {
  /// The text as a single-line Swift string literal.
  var asSwiftLiteral: String {
    var literal = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case "\u{0}"..<" ", "\u{7F}": literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }

  /// The text as a multi-line Swift string literal that keeps every byte.
  var asSwiftTextLiteral: String {
    let hashes = String(repeating: "#", count: utf8.longestRun(of: UInt8(ascii: "#")) + 1)
    var body = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\t": body.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{7F}", "\u{FEFF}": body += "\\\(hashes)u{\(String(scalar.value, radix: 16))}"
      default: body.unicodeScalars.append(scalar)
      }
    }
    return "\(hashes)\"\"\"\n\(body)\n\"\"\"\(hashes)"
  }
}
