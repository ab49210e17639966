/// Reads one JSON value.
///
/// Foundation's `JSONDecoder` takes 14 times as long for values of this type (9 ms instead of 0.5 for 50 kB of completions), and
/// `JSONSerialization` twice as long for its own objects; it also writes `1.0` as `1`, and refuses halves of surrogate pairs.
///
/// Bytes that are not valid UTF-8 and halves of surrogate pairs are replaced (U+FFFD).
struct JSONParser {
  /// The text is not JSON.
  struct Failure: Error, Equatable {}

  /// How deep values may be nested; each level takes some of the stack.
  private static let depthLimit = 500

  private let bytes: ArraySlice<UInt8>
  private var next: Int

  private init(_ bytes: ArraySlice<UInt8>) { (self.bytes, next) = (bytes, bytes.startIndex) }

  /// Returns the value that a text consists of.
  static func value(of bytes: ArraySlice<UInt8>) throws(Failure) -> JSON {
    var parser = JSONParser(bytes)
    let value = try parser.value(depth: 0)
    guard parser.peek() == nil else { throw Failure() }
    return value
  }

  /// Returns the next byte that is no white space, without consuming it.
  private mutating func peek() -> UInt8? {
    while next < bytes.endIndex {
      switch bytes[next] {
      case 0x20, 0x0A, 0x0D, 0x09: next += 1
      default: return bytes[next]
      }
    }
    return nil
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: byte) else { return false }
    next += 1
    return true
  }

  private mutating func expect(_ byte: Unicode.Scalar) throws(Failure) {
    guard take(byte) else { throw Failure() }
  }

  private mutating func value(depth: Int) throws(Failure) -> JSON {
    guard depth < Self.depthLimit, let first = peek() else { throw Failure() }
    switch first {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(Failure) -> JSON {
    let isHere = word.withUTF8Buffer { bytes[next...].starts(with: $0) }
    guard isHere else { throw Failure() }
    next += word.utf8CodeUnitCount
    return value
  }

  private mutating func number() throws(Failure) -> JSON {
    let start = next
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    while next < bytes.endIndex, digits.contains(bytes[next]) || "+-.eE".utf8.contains(bytes[next]) { next += 1 }
    let text = String(decoding: bytes[start..<next], as: UTF8.self)
    // `Double` also reads `+1`, `.5` and `5.`.
    guard Double(text) != nil, let first = text.utf8.first(where: { $0 != UInt8(ascii: "-") }), digits.contains(first),
      !text.hasPrefix("+"), let last = text.utf8.last, digits.contains(last)
    else { throw Failure() }
    return .number(text)
  }

  private mutating func array(depth: Int) throws(Failure) -> JSON {
    try expect("[")
    var values: [JSON] = []
    if take("]") { return .array(values) }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    try expect("]")
    return .array(values)
  }

  private mutating func object(depth: Int) throws(Failure) -> JSON {
    try expect("{")
    var members: [String: JSON] = [:]
    if take("}") { return .object(members) }
    repeat {
      guard peek() == UInt8(ascii: "\"") else { throw Failure() }
      let name = try string()
      try expect(":")
      members[name] = try value(depth: depth + 1)
    } while take(",")
    try expect("}")
    return .object(members)
  }

  private mutating func string() throws(Failure) -> String {
    next += 1
    let start = next
    while next < bytes.endIndex, bytes[next] != UInt8(ascii: "\""), bytes[next] != UInt8(ascii: "\\") { next += 1 }
    guard next < bytes.endIndex else { throw Failure() }
    guard bytes[next] == UInt8(ascii: "\\") else {
      defer { next += 1 }
      return String(decoding: bytes[start..<next], as: UTF8.self)
    }
    return try escapedString(begun: Array(bytes[start..<next]))
  }

  private mutating func escapedString(begun text: [UInt8]) throws(Failure) -> String {
    var text = text
    while next < bytes.endIndex {
      let byte = bytes[next]
      next += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try text.append(contentsOf: String(escape()).utf8)
      default: text.append(byte)
      }
    }
    throw Failure()
  }

  /// Returns the character of an escape whose backslash has been read.
  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    guard next < bytes.endIndex else { throw Failure() }
    defer { next += 1 }
    switch bytes[next] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(bytes[next])
    case UInt8(ascii: "u"): return try scalar()
    default: throw Failure()
    }
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair; the last digit is left for the caller to pass.
  private mutating func scalar() throws(Failure) -> Unicode.Scalar {
    guard let first = hexadecimal(at: next + 1) else { throw Failure() }
    next += 4
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, bytes[(next + 1)...].starts(with: "\\u".utf8), let second = hexadecimal(at: next + 3),
      (0xDC00...0xDFFF).contains(second)
    {
      next += 6
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }
    return "\u{FFFD}"
  }

  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.endIndex, bytes[start] != UInt8(ascii: "+") else { return nil }
    return UInt32(String(decoding: bytes[start..<start + 4], as: UTF8.self), radix: 16)
  }
}
