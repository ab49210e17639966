/// A check that an SVG image is only a drawing: opened by itself, it runs nothing and loads nothing.
///
/// Only what is known to be harmless passes. The image is read strictly: what this reads, every parser of XML or HTML reads alike.
package struct HarmlessSVG {
  /// What in an image is not known to be harmless.
  package struct Finding: Error, Equatable, Sendable {
    /// The line, counted from 1.
    package var line: Int
    /// What stands there, such as `<script>` or `onload`.
    package var what: String
  }

  private let bytes: [UInt8]
  private var rest: ArraySlice<UInt8>
  /// The elements that are open, from the outermost.
  private var open: [String] = []
  /// The prefixes that give elements a meaning for browsers.
  private var activePrefixes: Set<String> = []
  /// What else the image has to be so that browsers show it, or nil if that is not checked.
  private var form: SVGForm?

  private init(_ bytes: [UInt8], _ form: SVGForm?) { (self.bytes, rest, self.form) = (bytes, bytes[...], form) }

  /// Returns what in an image is not known to be harmless, or nil if there is nothing.
  ///
  /// - Parameter isWellFormed: whether the image must also be well-formed, as browsers demand.
  package static func finding(in bytes: [UInt8], isWellFormed: Bool = false) -> Finding? {
    var reader = HarmlessSVG(bytes, isWellFormed ? SVGForm() : nil)
    do throws(Finding) { try reader.read() } catch { return error }
    return nil
  }

  private mutating func read() throws(Finding) {
    try check(form?.problem(ofDocument: bytes))
    guard String(validating: bytes, as: UTF8.self) != nil else { throw finding("text that is not UTF-8") }
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    if rest.starts(with: "<?xml".utf8) { try readDeclaration() }
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      try checkText(rest[..<start])
      rest = rest[start...]
      // Styles on both sides of a comment are one text.
      guard open.last != "style" || rest.starts(with: "</".utf8) else { throw finding("markup in a <style>") }
      if rest.starts(with: "<!--".utf8) {
        let comment = try take(through: "-->", "a comment without an end")
        // HTML ends `<!-->` at once; XML does not.
        guard comment.count >= "<!---->".utf8.count else { throw finding("a comment without a beginning") }
        guard comment.dropFirst(4).dropLast(3).firstRange(of: "--".utf8) == nil else {
          throw finding("a comment with two hyphens")
        }
      } else if rest.starts(with: "<!DOCTYPE".utf8), open.isEmpty {
        // Its address is not loaded, but it may define entities between brackets.
        let type = try take(through: ">", "a DOCTYPE without an end")
        guard !type.contains(UInt8(ascii: "[")) else { throw finding("a DOCTYPE with declarations") }
      } else if rest.starts(with: "</".utf8) {
        let name = String(
          decoding: try take(through: ">", "a tag without an end").dropFirst(2).dropLast(), as: UTF8.self)
        guard open.popLast() == name.trimmed else { throw finding("</\(name)>") }
      } else {
        try readTag()
      }
    }
    try checkText(rest)
    guard open.isEmpty else { throw finding("<\(open[open.count - 1])> without an end") }
    try check(form?.problemAtEnd)
  }

  private mutating func readDeclaration() throws(Finding) {
    let declaration = String(decoding: try take(through: "?>", "<?xml without an end"), as: UTF8.self).lowercased()
    // What follows would be markup where HTML is read.
    guard !declaration.dropLast().contains(">") else { throw finding("a > in <?xml") }
    guard let encoding = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/) else { return }
    guard encoding.1 == "utf-8" else { throw finding("the encoding \(encoding.1)") }
  }

  private mutating func readTag() throws(Finding) {
    var quote: UInt8?
    let end = rest.firstIndex { byte in
      if quote == nil, byte == UInt8(ascii: ">") { return true }
      if byte == quote { quote = nil } else if quote == nil, "\"'".utf8.contains(byte) { quote = byte }
      return false
    }
    guard let end else { throw finding("a tag without an end") }
    guard let tag = String(decoding: rest[...end], as: UTF8.self).wholeMatch(of: Self.tag) else {
      throw finding(String(decoding: rest.prefix { !" \t\n\r>".utf8.contains($0) }.prefix(20), as: UTF8.self))
    }
    let attributes = tag.2.matches(of: Self.attribute).map { (name: String($0.1), value: String($0.2 ?? $0.3 ?? "")) }
    for (name, value) in attributes {
      guard SVGVocabulary.allows(attribute: name, value) else { throw finding(name) }
      if let prefix = SVGVocabulary.activePrefix(name, value) { activePrefixes.insert(prefix) }
    }
    let name = String(tag.1)
    let parts = name.split(separator: ":")
    guard parts.count > 1 ? !activePrefixes.contains(String(parts[0])) : SVGVocabulary.elements.contains(name) else {
      throw finding("<\(name)>")
    }
    try check(form?.problem(ofElement: name, attributes, isRoot: open.isEmpty))
    if tag.3.isEmpty { open.append(name) }
    rest = rest[(end + 1)...]
  }

  private static var tag: Regex<(Substring, Substring, Substring, Substring)> {
    /<([A-Za-z_][A-Za-z0-9_.\-]*(?::[A-Za-z0-9_.\-]+)?)((?:\s+[A-Za-z_][A-Za-z0-9_:.\-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/
      .matchingSemantics(.unicodeScalar)
  }

  private static var attribute: Regex<(Substring, Substring, Substring?, Substring?)> {
    /([A-Za-z_][A-Za-z0-9_:.\-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/.matchingSemantics(.unicodeScalar)
  }

  /// Takes bytes from the front up to the end of a delimiter.
  private mutating func take(through end: String, _ problem: String) throws(Finding) -> ArraySlice<UInt8> {
    guard let range = rest.firstRange(of: Array(end.utf8)) else { throw finding(problem) }
    defer { rest = rest[range.upperBound...] }
    return rest[..<range.upperBound]
  }

  private func checkText(_ text: ArraySlice<UInt8>) throws(Finding) {
    try check(form?.problem(ofText: text, isOutside: open.isEmpty))
    guard open.last == "style" else { return }
    guard SVGVocabulary.isHarmlessStyle(String(decoding: text, as: UTF8.self)) else {
      throw finding("a style that loads something")
    }
  }

  private func check(_ problem: String?) throws(Finding) {
    if let problem { throw finding(problem) }
  }

  private func finding(_ what: String) -> Finding {
    Finding(line: bytes[..<rest.startIndex].count { $0 == UInt8(ascii: "\n") } + 1, what: what)
  }
}

extension String {
  fileprivate var trimmed: String { String(unicodeScalars.filter { !$0.properties.isWhitespace }) }
}
