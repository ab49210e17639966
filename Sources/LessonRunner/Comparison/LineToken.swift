import LessonFormat

/// A token of a line of output: a number, a run of whitespace, or the text between them.
enum LineToken: Equatable {
  case text(ArraySlice<UInt8>)
  case whitespace
  case number(Number)

  /// A printed number.
  struct Number: Equatable {
    var text: String
    var value: Double
    /// Whether it is printed with a decimal point or an exponent; only such numbers have a tolerance.
    var isFloat: Bool

    static func == (a: Number, b: Number) -> Bool { a.text == b.text }

    /// Returns whether an actual number is close enough to this, the expected one.
    func matches(_ actual: Number, tolerance: Double?) -> Bool {
      if text == actual.text { return true }
      guard let tolerance, isFloat, actual.isFloat else { return false }
      return distance(to: actual).measured <= tolerance
    }

    /// Returns the distance of an actual number from this, the expected one: absolute, relative unless this is 0, and the one to compare
    /// with the tolerance.
    func distance(to actual: Number) -> (absolute: Double, relative: Double?, measured: Double) {
      let absolute = abs(actual.value - value)
      let relative = value == 0 ? nil : absolute / abs(value)
      return (absolute, relative, relative ?? absolute)
    }
  }

  /// Splits a line into tokens.
  static func tokens(of line: ArraySlice<UInt8>) -> [LineToken] {
    var tokens: [LineToken] = []
    var textStart = line.startIndex
    var position = line.startIndex
    func closeText() { if textStart < position { tokens.append(.text(line[textStart..<position])) } }
    while position < line.endIndex {
      if line[position].isSpaceOrTab {
        closeText()
        tokens.append(.whitespace)
        while position < line.endIndex, line[position].isSpaceOrTab {
          position += 1
        }
        textStart = position
      } else if let (number, end) = number(in: line, at: position) {
        closeText()
        tokens.append(.number(number))
        position = end
        textStart = position
      } else {
        position += 1
      }
    }
    closeText()
    return tokens
  }

  /// Returns the number that begins at a position and its end, or nil if there is none or if it is part of a word.
  static func number(in line: ArraySlice<UInt8>, at start: Int) -> (number: Number, end: Int)? {
    let previous = start > line.startIndex ? line[start - 1] : 0
    guard !previous.isWord, previous != UInt8(ascii: ".") else { return nil }
    var position = start
    func next() -> UInt8 { position < line.endIndex ? line[position] : 0 }
    func skipDigits() -> Int {
      let from = position
      while next().isDigit { position += 1 }
      return position - from
    }
    if next() == UInt8(ascii: "-") || next() == UInt8(ascii: "+") {
      if previous == UInt8(ascii: ")") || previous == UInt8(ascii: "]") { return nil }
      position += 1
    }
    guard skipDigits() > 0 else { return nil }
    var isFloat = false
    if next() == UInt8(ascii: ".") {
      isFloat = true
      position += 1
      _ = skipDigits()
    }
    if next() | 32 == UInt8(ascii: "e") {
      let mantissaEnd = position
      position += 1
      if next() == UInt8(ascii: "-") || next() == UInt8(ascii: "+") { position += 1 }
      if skipDigits() > 0 { isFloat = true } else { position = mantissaEnd }
    }
    guard !next().isWord else { return nil }
    let text = String(decoding: line[start..<position], as: UTF8.self)
    guard let value = Double(text.hasSuffix(".") ? text + "0" : text) else { return nil }
    return (Number(text: text, value: value, isFloat: isFloat), position)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// Whether the byte can be part of a word.
  var isWord: Bool {
    isDigit || self == UInt8(ascii: "_") || self >= 0x80
      || (self | 32 >= UInt8(ascii: "a") && self | 32 <= UInt8(ascii: "z"))
  }
}
