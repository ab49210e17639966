extension String {
  /// The number of terminal columns that the text occupies.
  package var columns: Int { reduce(0) { $0 + $1.columns } }

  /// Returns the text cut off or padded with spaces to `width` columns.
  package func padded(to width: Int) -> String {
    var (text, columns) = ("", 0)
    for character in self {
      guard columns + character.columns <= width else { break }
      text.append(character)
      columns += character.columns
    }
    return text + String(repeating: " ", count: width - columns)
  }
}

extension Character {
  /// The number of terminal columns that the character occupies: 0 for a combining character, 2 for a wide one or an emoji
  /// (Unicode Standard Annex 11).
  var columns: Int {
    let widest = unicodeScalars.lazy.map(\.columns).max() ?? 0
    let isEmoji =
      unicodeScalars.contains { $0.value == 0xFE0F }
      || unicodeScalars.count == 2 && unicodeScalars.allSatisfy { (0x1F1E6...0x1F1FF).contains($0.value) }
    return isEmoji ? 2 : widest
  }
}

extension Unicode.Scalar {
  fileprivate var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return value == 0xAD ? 1 : 0
    default: break
    }
    switch value {
    case 0x1160...0x11FF: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FF,
      0x20000...0x3FFFD:
      return 2
    default: return properties.isEmojiPresentation ? 2 : 1
    }
  }
}
