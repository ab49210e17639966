/// What an SVG image has to be so that browsers show it by itself: well-formed (XML 1.0, Namespaces in XML 1.0), with one root, `<svg>`.
///
/// ``HarmlessSVG`` checks that tags are closed, and has no declarations of entities.
struct SVGForm {
  private var hasRoot = false
  private var prefixes: Set<Substring> = ["xml", "xmlns"]

  /// Returns what makes the bytes no document, or nil if they can be one.
  func problem(ofDocument bytes: [UInt8]) -> String? {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(\.isAllowedInXML) ? nil : "a control character"
  }

  /// Returns what is wrong with an element, or nil if nothing is.
  mutating func problem(
    ofElement name: String, _ attributes: [(name: String, value: String)], isRoot: Bool
  ) -> String? {
    if isRoot {
      if hasRoot { return "a second root, <\(name)>" }
      hasRoot = true
      guard name == "svg", attributes.contains(where: { $0.name == "xmlns" }) else {
        return "a root that is not <svg xmlns=\"http://www.w3.org/2000/svg\">"
      }
    }
    var names: Set<String> = []
    for attribute in attributes {
      guard names.insert(attribute.name).inserted else { return "\(attribute.name) twice" }
      if !Self.hasOnlyKnownReferences(attribute.value[...]) { return Self.looseReference }
      if attribute.name.hasPrefix("xmlns:") { prefixes.insert(attribute.name.dropFirst("xmlns:".count)) }
    }
    for name in [name] + attributes.map(\.name) {
      if let end = name.firstIndex(of: ":"), !prefixes.contains(name[..<end]) {
        return "\(name), whose prefix is not declared"
      }
    }
    return nil
  }

  /// Returns what is wrong with text between tags, or nil if nothing is.
  func problem(ofText text: ArraySlice<UInt8>, isOutside: Bool) -> String? {
    let text = String(decoding: text, as: UTF8.self)
    if isOutside, !text.unicodeScalars.allSatisfy({ " \t\n\r\u{FEFF}".unicodeScalars.contains($0) }) {
      return "text outside of <svg>"
    }
    if text.contains("]]>") { return "]]>" }
    return Self.hasOnlyKnownReferences(text[...]) ? nil : Self.looseReference
  }

  /// What is missing at the end of the document, or nil if nothing is.
  var problemAtEnd: String? { hasRoot ? nil : "no <svg>" }

  private static let looseReference = "an & that is not written as &amp;"

  /// Returns whether each `&` begins a reference that XML defines by itself.
  private static func hasOnlyKnownReferences(_ text: Substring) -> Bool {
    text.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { part in
      guard let end = part.firstIndex(of: ";") else { return false }
      let name = String(part[..<end])
      if ["amp", "lt", "gt", "quot", "apos"].contains(name) { return true }
      let isHexadecimal = name.hasPrefix("#x")
      let digits = name.dropFirst(isHexadecimal ? 2 : 1)
      guard name.hasPrefix("#"), digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
        let value = UInt32(digits, radix: isHexadecimal ? 16 : 10)
      else { return false }
      return Unicode.Scalar(value)?.isAllowedInXML == true
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is a `Char` of XML 1.0.
  fileprivate var isAllowedInXML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: true
    case ..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
