import LessonFormat

/// The unique anchors of a page's headings, made as code hosts make them.
struct Anchors {
  /// The anchors in use, and the last number that was appended to each.
  private var numbers: [String: Int]

  /// Creates a set of anchors.
  ///
  /// - Parameter taken: the anchors that no heading may use.
  init(taken: [String]) { numbers = Dictionary(taken.map { ($0, 0) }) { first, _ in first } }

  /// Makes an anchor from a heading's text: in lowercase, without punctuation, and with hyphens for spaces.
  ///
  /// It is made of scalars, not characters, because a character may have a quotation mark or an angle bracket in it.
  mutating func make(for text: String) -> String {
    let kept = text.lowercased().unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
      scalar == " " ? "-" : Self.isKept(scalar) ? scalar : nil
    }
    let name = kept.isEmpty ? "section" : String(String.UnicodeScalarView(kept))
    guard var number = numbers[name] else {
      numbers[name] = 0
      return name
    }
    repeat { number += 1 } while numbers["\(name)-\(number)"] != nil
    numbers[name] = number
    numbers["\(name)-\(number)"] = 0
    return "\(name)-\(number)"
  }

  /// Returns whether a scalar is a letter, a mark, a number, a hyphen or an underscore.
  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: scalar == "-" || scalar == "_"
    }
  }
}
