extension String {
  /// The text with control characters, except newlines and tabs, replaced by U+FFFD, so that they cannot manipulate a terminal.
  ///
  /// These include the characters that change the direction of writing (Unicode Technical Report 36).
  public var withoutControls: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.isControl ? "\u{FFFD}" : $0 }))
  }
}

extension String {
  /// The text without its trailing newline, if it has one.
  package var withoutTrailingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
