/// The harm that a piece of HTML could do, found by a reading that knows nothing of how it was made.
///
/// Whatever is not a well-formed tag of an allowed element with allowed attributes is harm.
public struct HTMLReading {
  /// The tags and addresses that are not known to be harmless.
  public private(set) var harm: [String] = []

  private static let attributes: [String: Set<String>] = [
    "a": ["href", "title"], "img": ["src", "alt", "title"], "input": ["type", "checked", "disabled"], "ol": ["start"],
    "td": ["style", "align"], "th": ["style", "align"], "code": ["class"], "details": ["open"],
    "h1": ["id"], "h2": ["id"], "h3": ["id"], "h4": ["id"], "h5": ["id"], "h6": ["id"],
  ]
  private static let others: Set<String> = [
    "b", "blockquote", "br", "del", "em", "hr", "i", "kbd", "li", "mark", "p", "pre", "s", "small", "strong", "sub",
    "summary", "sup",
    "table", "tbody", "thead", "tr", "u", "ul", "wbr",
  ]

  /// Reads HTML.
  public init(_ html: String) {
    let bytes = Array(html.utf8)
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        place += 1
        continue
      }
      if let length = tagLength(bytes[place...]) {
        place += length
      } else {
        harm.append(String(decoding: bytes[place...].prefix(60), as: UTF8.self))
        place += 1
      }
    }
  }

  /// Returns the length of the harmless tag at the start, or nil.
  private mutating func tagLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    let comment = Array("<!-- end list -->".utf8)
    if bytes.starts(with: comment) { return comment.count }
    var rest = bytes.dropFirst()
    let isEnd = rest.first == UInt8(ascii: "/")
    if isEnd { rest = rest.dropFirst() }
    let name = String(decoding: rest.prefix { Self.isNameByte($0) }, as: UTF8.self).lowercased()
    rest = rest.dropFirst(name.utf8.count)
    guard Self.attributes[name] != nil || Self.others.contains(name) else { return nil }
    while let byte = rest.first {
      if byte == UInt8(ascii: ">") { return rest.startIndex + 1 - bytes.startIndex }
      if [0x20, 0x0A, UInt8(ascii: "/")].contains(byte) {
        rest = rest.dropFirst()
        continue
      }
      let attribute = String(decoding: rest.prefix { Self.isNameByte($0) }, as: UTF8.self)
      rest = rest.dropFirst(attribute.utf8.count)
      var value = ""
      if rest.starts(with: "=\"".utf8) {
        let text = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
        value = String(decoding: text, as: UTF8.self)
        rest = rest[text.endIndex...].dropFirst()
      }
      guard !isEnd, Self.attributes[name]?.contains(attribute) == true, Self.isHarmless(attribute, value) else {
        return nil
      }
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    Unicode.Scalar(byte).properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "-")
  }

  private static func isHarmless(_ attribute: String, _ value: String) -> Bool {
    guard !value.utf8.contains(UInt8(ascii: "<")) else { return false }
    let address = decoded(value).unicodeScalars.filter { $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) }
    let text = String(String.UnicodeScalarView(address)).lowercased()
    let start = text.utf8.prefix { !":/?#\\".utf8.contains($0) }
    let hasScheme = start.endIndex < text.endIndex && text.utf8[start.endIndex] == UInt8(ascii: ":")
    switch attribute {
    case "href": return !hasScheme || ["http", "https", "mailto"].contains(String(start) ?? "")
    case "src": return !hasScheme && !text.utf8.starts(with: "/".utf8) && !text.utf8.starts(with: "\\".utf8)
    case "style": return value.utf8.starts(with: "text-align: ".utf8) && value.utf8.count < 20
    case "type": return value == "checkbox"
    default: return true
    }
  }

  /// Returns text with the character references resolved that could hide a scheme, also those without a semicolon.
  private static func decoded(_ text: String) -> String {
    var text = text
    for (name, character) in [("colon", ":"), ("Tab", ""), ("NewLine", ""), ("amp", "&"), ("lt", "<"), ("quot", "\"")] {
      text = text.replacing("&\(name);", with: character)
    }
    return text.replacing(/&#(x?)([0-9a-fA-F]+);?/) { match in
      UInt32(match.2, radix: match.1.isEmpty ? 10 : 16).flatMap { Unicode.Scalar($0) }.map { String($0) } ?? ""
    }
  }
}
