/// Reads JSON (RFC 8259) piece by piece; as the caller says what must come next, nothing can be nested deeper than it expects.
struct HeaderReader {
  private let text: [UInt8]
  private var index = 0
  /// The name of the tensor that is being read about, for failures.
  var tensor: String?

  /// Stops at a byte that is no part of UTF-8.
  init(_ text: [UInt8]) throws {
    self.text = text
    guard String(validating: text, as: UTF8.self) != nil else { throw failure("part of UTF-8") }
  }

  /// Reads an object; the closure reads the value of each key.
  mutating func object(_ value: (inout HeaderReader, _ key: String) throws -> Void) throws {
    try expect("{", "{")
    if skip("}") { return }
    repeat {
      let key = try string()
      try expect(":", "a colon")
      try value(&self, key)
    } while skip(",")
    try expect("}", "a comma or }")
  }

  /// Reads an array of integers that are not negative.
  mutating func integers() throws -> [Int] {
    var integers: [Int] = []
    try expect("[", "[")
    if skip("]") { return [] }
    repeat { integers.append(try integer()) } while skip(",")
    try expect("]", "a comma or ]")
    return integers
  }

  /// Reads a string.
  mutating func string() throws -> String {
    try expect("\"", "a string")
    var bytes: [UInt8] = []
    while index < text.count, text[index] >= UInt8(ascii: " ") {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: try escape().utf8)
      default: bytes.append(byte)
      }
    }
    throw failure("part of a string")
  }

  /// Stops unless nothing but blanks follow.
  mutating func end() throws {
    skipBlanks()
    guard index == text.count else { throw failure("the end") }
  }

  /// What is wrong here.
  func failure(_ expected: String) -> Checkpoint.Failure {
    .header(expected: expected, offset: index, tensor: tensor)
  }

  private mutating func integer() throws -> Int {
    skipBlanks()
    let start = index
    var value = 0
    while index < text.count, case let digit = Int(text[index]) - 48, (0...9).contains(digit) {
      let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = tens.addingReportingOverflow(digit)
      guard !isTooLarge, !overflows, index == start || value > 0 else { break }
      value = sum
      index += 1
    }
    guard index > start else { throw failure("an integer from 0 to \(Int.max)") }
    return value
  }

  private mutating func escape() throws -> String {
    guard index < text.count else { throw failure("an escape sequence") }
    defer { index += 1 }
    switch text[index] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "u"): return try unicodeEscape()
    case let byte where "\"\\/".utf8.contains(byte): return String(UnicodeScalar(byte))
    default: throw failure("an escape sequence")
    }
  }

  /// Reads `XXXX`, and `\uXXXX` after it if the first is half of a pair, up to the last digit.
  private mutating func unicodeEscape() throws -> String {
    var units = [try codeUnit()]
    if UTF16.isLeadSurrogate(units[0]), text[(index + 1)...].starts(with: "\\u".utf8) {
      index += 2
      units.append(try codeUnit())
    }
    guard let character = String(validating: units, as: UTF16.self) else { throw failure("half of a surrogate pair") }
    return character
  }

  private mutating func codeUnit() throws -> UInt16 {
    let digits = text[(index + 1)...].prefix(4)
    guard digits.count == 4, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("an escape sequence of four hexadecimal digits") }
    index += 4
    return unit
  }

  private mutating func expect(_ character: UnicodeScalar, _ expected: String) throws {
    guard skip(character) else { throw failure(expected) }
  }

  private mutating func skip(_ character: UnicodeScalar) -> Bool {
    skipBlanks()
    guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < text.count, " \n\r\t".utf8.contains(text[index]) { index += 1 }
  }
}
