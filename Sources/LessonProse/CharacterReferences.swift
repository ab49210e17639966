import LessonFormat

/// The character references in a text of HTML or Markdown, such as `&amp;` and `&#8212;`.
struct CharacterReferences {
  /// The text with its references resolved, except those with unknown names.
  private(set) var resolved = ""
  /// Whether no reference stands for a control character or one that changes the direction of writing.
  private(set) var areHarmless = true

  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "–", "mdash": "—",
    "hellip": "…",
    "times": "×", "middot": "·",
  ]

  init(_ text: String) {
    var rest = text.unicodeScalars[...]
    var scalars = String.UnicodeScalarView()
    while let start = rest.firstIndex(of: "&") {
      scalars += rest[..<start]
      rest = rest[start...]
      let name = rest.dropFirst().referenceName
      if let replacement = Self.replacement(String(name)) {
        areHarmless = areHarmless && replacement.withoutControls == replacement
        scalars += replacement.unicodeScalars
        rest = rest[name.endIndex...]
        if rest.first == ";" { rest = rest.dropFirst() }
      } else {
        scalars.append("&")
        rest = rest.dropFirst()
      }
    }
    scalars += rest
    resolved = String(scalars)
  }

  private static func replacement(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return names[name] }
    let digits = name.dropFirst()
    let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number else { return nil }
    return String(Unicode.Scalar(number) ?? "\u{FFFD}")
  }
}

extension String {
  /// Whether the text contains something that would be parsed as a character reference.
  var hasCharacterReference: Bool {
    var scalars = unicodeScalars[...]
    while let start = scalars.firstIndex(of: "&") {
      scalars = scalars[start...].dropFirst()
      if scalars.beginsWithReferenceName { return true }
    }
    return false
  }
}

extension Substring.UnicodeScalarView {
  /// Whether an ampersand before it would begin a character reference.
  var beginsWithReferenceName: Bool {
    let name = referenceName
    return !name.isEmpty && name.endIndex < endIndex && self[name.endIndex] == ";"
  }

  /// The prefix that may be the name or the number of a character, after an ampersand.
  fileprivate var referenceName: Self {
    prefix { $0 == "#" || ($0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)) }
  }
}
