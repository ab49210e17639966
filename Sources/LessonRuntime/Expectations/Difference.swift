import TextFormatting

/// A difference between an expected and an actual value.
struct Difference: Equatable {
  /// The values as text, or nil if they say nothing.
  var expected: String?
  var actual: String?
  /// Where they differ first, or nil if the values are short enough to see it.
  var place: String?

  init(expected: String?, actual: String?, place: String? = nil) {
    (self.expected, self.actual, self.place) = (expected, actual, place)
  }

  /// Compares two values; the result is nil if they are equal.
  static func between<Value: Equatable>(_ expected: Value, _ actual: Value) -> Difference? {
    guard expected != actual else { return nil }
    return Difference(
      expected: shownText(expected) ?? "()", actual: shownText(actual) ?? "()", place: place(expected, actual))
  }

  /// Returns where two texts or two collections differ first.
  private static func place(_ expected: Any, _ actual: Any) -> String? {
    if let expected = expected as? String, let actual = actual as? String {
      let common = zip(expected, actual).prefix { $0 == $1 }.count
      guard common > 0 else { return nil }
      return common == expected.count
        ? "it goes on after the \(common) characters that are expected"
        : common == actual.count
          ? "it ends after \(common) of \(expected.count) characters"
          : "the first \(common) characters are right"
    }
    let mirrors = (Mirror(reflecting: expected), Mirror(reflecting: actual))
    guard mirrors.0.displayStyle == .collection, mirrors.1.displayStyle == .collection else { return nil }
    let counts = (mirrors.0.children.count, mirrors.1.children.count)
    if counts.0 != counts.1 { return "it has \(pluralized(counts.1, "element")) instead of \(counts.0)" }
    for (index, pair) in zip(mirrors.0.children, mirrors.1.children).enumerated() {
      let texts = (shownText(pair.0.value) ?? "()", shownText(pair.1.value) ?? "()")
      if texts.0 != texts.1 { return "element \(index) is \(texts.1) instead of \(texts.0)" }
    }
    return nil
  }
}
