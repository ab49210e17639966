/// The tags at the ends of a fold.
extension RawHTML {
  /// Removes a leading `<details>`, or returns false if it does not begin with one.
  mutating func removeDetails() -> Bool {
    guard let rest = partsFromTag, [.start("details"), .start("details open")].contains(rest.first) else {
      return false
    }
    parts = Array(rest.dropFirst())
    return true
  }

  /// Removes a leading `<summary>` and returns its content, or nil if it does not begin with one.
  mutating func removeSummary() -> RawHTML? {
    guard let rest = partsFromTag, rest.first == .start("summary"), let end = rest.firstIndex(of: .end("summary")),
      Self.isBalanced(rest[..<end].dropFirst())
    else { return nil }
    parts = Array(rest[end...].dropFirst())
    return RawHTML(parts: Array(rest[..<end].dropFirst()))
  }

  /// Removes a trailing `</details>`, if it ends with one.
  mutating func removeDetailsEnd() {
    guard let tag = parts?.lastIndex(where: { !Self.isSpace($0) }), parts?[tag] == .end("details") else { return }
    parts?.removeSubrange(tag...)
  }

  /// The parts without leading white space.
  private var partsFromTag: ArraySlice<Part>? { parts?.drop(while: Self.isSpace) }

  private static func isSpace(_ part: Part) -> Bool {
    if case .text(let text) = part { text.allSatisfy(\.isWhitespace) } else { false }
  }
}
