/// A piece of raw HTML in a lesson: what of it can do no harm.
///
/// Kept are a few elements that only set text off or fold it, without attributes. All else is shown as the text it is. It is read byte by
/// byte, as browsers do: a character that joins others to it hides no `<` here.
struct RawHTML {
  /// A tag, an end tag, or the text between them.
  enum Part: Equatable {
    case start(String)
    case end(String)
    case text(String)
  }

  /// Elements within a line.
  private static let inlines: Set<String> = ["b", "em", "i", "kbd", "mark", "s", "small", "strong", "sub", "sup", "u"]
  /// Elements that have no end.
  private static let voids: Set<String> = ["br", "wbr"]

  /// The tags and texts, without comments; nil where something is not on the list.
  let parts: [Part]?

  init(_ html: String) {
    var parts: [Part] = []
    var rest = Array(html.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      parts.append(.text(String(decoding: rest[..<start], as: UTF8.self)))
      rest = rest[start...]
      if rest.starts(with: "<!--".utf8) {
        // What browsers take for the end of a comment is not always `-->`: `<!-->` and `--!>` end one too.
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

  /// Whether it is nothing but comments.
  var isComment: Bool {
    parts?.allSatisfy { if case .text(let text) = $0 { text.allSatisfy(\.isWhitespace) } else { false } } ?? false
  }

  /// Whether it ends a line.
  var isLineBreak: Bool { parts == [.start("br")] }

  /// Whether it begins to fold what follows: `<details>`, perhaps with its summary.
  var opensDetails: Bool { tags.first == .start("details") || tags.first == .start("details open") }

  /// Whether it begins to fold what follows, and does not end that itself.
  var leavesDetailsOpen: Bool { opensDetails && tags.last != .end("details") }

  /// Whether it ends what is folded, and is nothing more.
  var closesDetails: Bool { tags == [.end("details")] }

  /// Whether it is only a `<summary>`, which may follow a `<details>` that has none.
  var isSummary: Bool {
    tags.first == .start("summary") && tags.last == .end("summary") && Self.isBalanced(tags.dropFirst().dropLast())
  }

  /// Whether it is only `<details>`.
  var isBareDetails: Bool { opensDetails && tags.count == 1 && textWithoutTags.isEmpty }

  /// The tag of an element within a line, by itself.
  var inlineTag: Part? {
    guard let parts, parts.count == 1 else { return nil }
    switch parts[0] {
    case .start(let name), .end(let name):
      return Self.inlines.contains(name) || Self.voids.contains(name) ? parts[0] : nil
    case .text: return nil
    }
  }

  /// Whether it may stand as a block: `<details>` with or without its summary, `</details>`, or whole elements of a line.
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

  /// The text that is left without tags, its references to characters resolved.
  var textWithoutTags: String {
    let texts = (parts ?? []).map { if case .text(let text) = $0 { CharacterReferences(text).resolved } else { "" } }
    return texts.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The HTML without comments.
  var text: String {
    (parts ?? []).map { part in
      switch part {
      case .start(let name): "<\(name)>"
      case .end(let name): "</\(name)>"
      case .text(let text): text
      }
    }.joined()
  }

  private var tags: [Part] { (parts ?? []).filter { if case .text = $0 { false } else { true } } }

  /// Whether elements of a line are opened and closed as they should be.
  private static func isBalanced(_ tags: ArraySlice<Part>) -> Bool {
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
