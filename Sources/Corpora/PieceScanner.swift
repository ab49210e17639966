/// Splits a text into the pieces within which GPT-2 merges: words, numbers, symbols and whitespace.
///
/// The pieces are the matches of GPT-2's pattern, found in one pass without backtracking:
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
struct PieceScanner: Sequence, IteratorProtocol {
  private enum Kind {
    case letter, number, whiteSpace, sign
  }

  private let scalars: String.UnicodeScalarView
  private var position: String.Index

  init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    scalars = text.unicodeScalars
    position = scalars.startIndex
  }

  /// Returns the next piece.
  ///
  /// Together, the pieces are the whole text.
  mutating func next() -> Substring? {
    guard position < scalars.endIndex else { return nil }
    let start = position
    position = contractionEnd(at: start) ?? wordEnd(at: start) ?? whiteSpaceEnd(at: start)
    return Substring(scalars[start..<position])
  }

  /// Returns the end of the `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` that begins here, if any.
  private func contractionEnd(at start: String.Index) -> String.Index? {
    guard scalars[start] == "'" else { return nil }
    let first = scalars.index(after: start)
    guard first < scalars.endIndex else { return nil }
    let second = scalars.index(after: first)
    switch scalars[first] {
    case "s", "t", "m", "d": return second
    case "r", "v": return second < scalars.endIndex && scalars[second] == "e" ? scalars.index(after: second) : nil
    case "l": return second < scalars.endIndex && scalars[second] == "l" ? scalars.index(after: second) : nil
    default: return nil
    }
  }

  /// Returns the end of the letters, numbers or symbols that begin here or after one space.
  private func wordEnd(at start: String.Index) -> String.Index? {
    var end = scalars[start] == " " ? scalars.index(after: start) : start
    guard end < scalars.endIndex else { return nil }
    let kind = Self.kind(of: scalars[end])
    guard kind != .whiteSpace else { return nil }
    repeat { end = scalars.index(after: end) } while end < scalars.endIndex && Self.kind(of: scalars[end]) == kind
    return end
  }

  /// Returns the end of the whitespace that begins here, without its last character if a word follows that may include it.
  private func whiteSpaceEnd(at start: String.Index) -> String.Index {
    var (last, end) = (start, start)
    while end < scalars.endIndex, Self.kind(of: scalars[end]) == .whiteSpace {
      last = end
      end = scalars.index(after: end)
    }
    return end == scalars.endIndex || last == start ? end : last
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar {
    case "a"..."z", "A"..."Z": return .letter
    case "0"..."9": return .number
    case " ", "\t"..."\r": return .whiteSpace
    case "\0"..."\u{7F}": return .sign
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return .letter
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    default: return scalar.properties.isWhitespace ? .whiteSpace : .sign
    }
  }
}
