/// A piece of raw HTML in a lesson: what of it can do no harm.
///
/// Kept are a few elements that only set text off or fold it, without attributes. All else is shown as the text it is.
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
    var rest = html[...]
    while let start = rest.firstIndex(of: "<") {
      parts.append(.text(String(rest[..<start])))
      rest = rest[start...]
      if rest.hasPrefix("<!--") {
        guard let end = rest.firstRange(of: "-->") else {
          self.parts = nil
          return
        }
        rest = rest[end.upperBound...]
      } else if let end = rest.firstIndex(of: ">"), let tag = Self.tag(rest[rest.index(after: start)..<end]) {
        parts.append(tag)
        rest = rest[rest.index(after: end)...]
      } else {
        self.parts = nil
        return
      }
    }
    parts.append(.text(String(rest)))
    parts.removeAll { $0 == .text("") }
    // A numbered character could be one that turns the direction of writing.
    self.parts = parts.contains { if case .text(let text) = $0 { text.contains("&#") } else { false } } ? nil : parts
  }

  private static func tag(_ text: Substring) -> Part? {
    var name = text.lowercased()
    while name.last == " " || name.last == "/" || name.last == "\n" { name.removeLast() }
    if voids.contains(name) { return .start(name) }
    if name == "details" || name == "details open" || name == "summary" || inlines.contains(name) {
      return .start(name)
    }
    guard name.hasPrefix("/") else { return nil }
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

  /// Whether it ends what is folded, and is nothing more.
  var closesDetails: Bool { tags == [.end("details")] }

  /// The tag of an element within a line, by itself.
  var inlineTag: Part? {
    guard let parts, parts.count == 1 else { return nil }
    switch parts[0] {
    case .start(let name), .end(let name):
      return Self.inlines.contains(name) || Self.voids.contains(name) ? parts[0] : nil
    case .text: return nil
    }
  }

  /// Whether it begins to fold what follows, and does not end that itself.
  var leavesDetailsOpen: Bool { opensDetails && tags.last != .end("details") }

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

  /// The text that is left without tags.
  var textWithoutTags: String {
    let texts = (parts ?? []).map { if case .text(let text) = $0 { text } else { "" } }
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
