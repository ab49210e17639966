/// A piece of raw HTML in a lesson, checked for harmlessness.
///
/// Only a few elements that emphasize or fold text are kept, without attributes. Everything else is shown as text. The HTML is parsed byte
/// by byte, as browsers do, so that a combining character cannot hide a `<`.
struct RawHTML {
  /// A tag, an end tag, or the text between them.
  enum Part: Equatable {
    case start(String)
    case end(String)
    case text(String)
  }

  /// The inline elements that are kept.
  private static let inlines: Set<String> = [
    "b", "code", "em", "i", "kbd", "mark", "s", "small", "strong", "sub", "sup", "u",
  ]
  /// The kept elements that have no end tag.
  private static let voids: Set<String> = ["br", "wbr"]

  /// The tags and texts, without comments, or nil if something is not on the allow-list.
  var parts: [Part]?

  init(parts: [Part]) { self.parts = parts }

  init(_ html: String) {
    var parts: [Part] = []
    var rest = Array(html.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      parts.append(.text(String(decoding: rest[..<start], as: UTF8.self)))
      rest = rest[start...]
      if rest.starts(with: "<!--".utf8) {
        // For browsers, a comment does not always end with `-->`: `<!-->` and `--!>` end one too.
        guard let end = rest.firstRange(of: Array("-->".utf8)), end.lowerBound >= start + 4,
          rest[..<end.lowerBound].firstRange(of: Array("--!>".utf8)) == nil, rest[start + 4] != UInt8(ascii: ">"),
          !rest[(start + 4)...].starts(with: "->".utf8)
        else {
          self.parts = nil
          return
        }
        rest = rest[end.upperBound...]
      } else if let end = rest.firstIndex(of: UInt8(ascii: ">")), let tag = Self.tag(rest[(start + 1)..<end]) {
        parts.append(tag)
        rest = rest[(end + 1)...]
      } else {
        self.parts = nil
        return
      }
    }
    parts.append(.text(String(decoding: rest, as: UTF8.self)))
    parts.removeAll { $0 == .text("") }
    let isHarmless = parts.allSatisfy {
      if case .text(let text) = $0 { CharacterReferences(text).areHarmless } else { true }
    }
    self.parts = isHarmless ? parts : nil
  }

  private static func tag(_ bytes: ArraySlice<UInt8>) -> Part? {
    var name = String(decoding: bytes, as: UTF8.self).lowercased()
    while let last = name.utf8.last, [0x20, 0x0A, 0x2F].contains(last), name.utf8.count > 1 { name.removeLast() }
    if voids.contains(name) { return .start(name) }
    if name == "details" || name == "details open" || name == "summary" || inlines.contains(name) {
      return .start(name)
    }
    guard name.utf8.first == UInt8(ascii: "/") else { return nil }
    let ended = String(name.dropFirst())
    return ended == "details" || ended == "summary" || inlines.contains(ended) ? .end(ended) : nil
  }

  /// Whether it consists only of comments.
  var isComment: Bool {
    parts?.allSatisfy { if case .text(let text) = $0 { text.allSatisfy(\.isWhitespace) } else { false } } ?? false
  }

  /// Whether it is a line break.
  var isLineBreak: Bool { parts == [.start("br")] }

  /// Whether it begins with `<details>`.
  var opensDetails: Bool { tags.first == .start("details") || tags.first == .start("details open") }

  /// Whether it begins with `<details>` but does not close it.
  var leavesDetailsOpen: Bool { opensDetails && tags.last != .end("details") }

  /// Whether it is only `</details>`.
  var closesDetails: Bool { tags == [.end("details")] }

  /// Whether it is only a `<summary>`, which may follow a `<details>` without one.
  var isSummary: Bool {
    tags.first == .start("summary") && tags.last == .end("summary") && Self.isBalanced(tags.dropFirst().dropLast())
  }

  /// Whether it is only `<details>`.
  var isBareDetails: Bool { opensDetails && tags.count == 1 && textWithoutTags.isEmpty }

  /// The tag if it is a single inline tag.
  var inlineTag: Part? {
    guard let parts, parts.count == 1 else { return nil }
    switch parts[0] {
    case .start(let name), .end(let name):
      return Self.inlines.contains(name) || Self.voids.contains(name) ? parts[0] : nil
    case .text: return nil
    }
  }

  /// Whether it is allowed as a block: `<details>` with or without its summary, `</details>`, or complete inline elements.
  var isHarmlessBlock: Bool {
    guard parts != nil else { return false }
    if closesDetails { return true }
    var rest = tags[...]
    if opensDetails {
      rest = rest.dropFirst()
      if rest.last == .end("details") { rest = rest.dropLast() }
      if rest.first == .start("summary") {
        guard let end = rest.firstIndex(of: .end("summary")) else { return false }
        return Self.isBalanced(rest[(rest.startIndex + 1)..<end]) && Self.isBalanced(rest[(end + 1)...])
      }
    }
    return Self.isBalanced(rest)
  }

  /// The text without tags, with character references resolved.
  var textWithoutTags: String {
    let texts = (parts ?? []).map { if case .text(let text) = $0 { CharacterReferences(text).resolved } else { "" } }
    return texts.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The HTML without comments.
  var text: String { written { $0 } }

  /// The HTML without comments, in which no Markdown parser finds markup of its own: the text of a removed comment's line is no longer HTML.
  var markdown: String { written(MarkdownText.escapedInHTML) }

  private func written(_ escaped: (String) -> String) -> String {
    (parts ?? []).map { part in
      switch part {
      case .start(let name): "<\(name)>"
      case .end(let name): "</\(name)>"
      case .text(let text): escaped(text)
      }
    }.joined()
  }

  private var tags: [Part] { (parts ?? []).filter { if case .text = $0 { false } else { true } } }

  /// Returns whether inline elements are properly nested and closed.
  static func isBalanced(_ tags: ArraySlice<Part>) -> Bool {
    var open: [String] = []
    for case let tag in tags {
      switch tag {
      case .start(let name) where voids.contains(name): continue
      case .start(let name):
        guard inlines.contains(name) else { return false }
        open.append(name)
      case .end(let name):
        guard open.popLast() == name else { return false }
      case .text: continue
      }
    }
    return open.isEmpty
  }
}
