/// The attributes a cell can have: to add one, add a case here and a line to ``apply(_:to:)``.
enum Attribute: String, CaseIterable {
  case id, tolerance, timeout, output, hidden, slow, `throws`, needs, tags
  case fileScope = "file-scope"

  /// Whether a value may, must or must not follow the name.
  enum Arity { case flag, value, either }

  var arity: Arity {
    switch self {
    case .hidden, .slow, .fileScope: .flag
    case .throws: .either
    case .id, .tolerance, .timeout, .output, .needs, .tags: .value
    }
  }

  /// Whether the attribute can be a default for a whole lesson.
  var standsInFrontMatter: Bool {
    switch self {
    case .tolerance, .timeout, .output, .slow, .needs, .tags: true
    case .id, .hidden, .throws, .fileScope: false
    }
  }

  /// What a value looks like, for the message that refuses one.
  var form: String {
    switch self {
    case .id: "words of lower-case letters and digits joined by hyphens, such as `first-head`"
    case .tolerance: "a number that is not negative, such as `1e-4`"
    case .timeout: "a time greater than zero, such as `30s`, `500ms` or `2m`"
    case .output: "`ignore`"
    case .needs, .tags: "names of lower-case letters and digits joined by hyphens, parted by commas"
    case .throws: "a part of the error's message"
    case .hidden, .slow, .fileScope: "no value"
    }
  }

  /// Sets the attribute; returns false for a value it cannot take.
  func apply(_ value: String?, to cell: inout CellAttributes) -> Bool {
    switch (self, value) {
    case (.hidden, _): cell.isHidden = true
    case (.slow, _): cell.isSlow = true
    case (.fileScope, _): cell.isFileScope = true
    case (.throws, nil): cell.expectedError = .any
    case (.throws, let value?): cell.expectedError = .message(value)
    case (.output, let value?):
      guard value == "ignore" else { return false }
      cell.ignoresOutput = true
    case (.id, let value?):
      guard isKebabCase(value) else { return false }
      cell.id = value
    case (.tolerance, let value?):
      guard let number = Double(value), number.isFinite, number >= 0 else { return false }
      cell.tolerance = number
    case (.timeout, let value?):
      guard let time = Self.duration(value) else { return false }
      cell.timeout = time
    case (.needs, let value?):
      guard let names = Self.names(value) else { return false }
      cell.needs = names
    case (.tags, let value?):
      guard let names = Self.names(value) else { return false }
      cell.tags = names
    case (_, nil): return false
    }
    return true
  }

  private static func names(_ value: String) -> [String]? {
    let names = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return names.allSatisfy(isKebabCase) ? names : nil
  }

  /// The time that a text such as `1.5s` gives; nil for any other text.
  private static func duration(_ text: String) -> Duration? {
    let units: [(suffix: String, seconds: Double)] = [("ms", 1e-3), ("s", 1), ("m", 60)]
    guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
      let number = Double(text.dropLast(unit.suffix.count)), number.isFinite, number > 0, number < 1e6
    else { return nil }
    return .seconds(number * unit.seconds)
  }
}

/// Whether a text is made of words of lower-case letters and digits joined by single hyphens.
func isKebabCase(_ text: String) -> Bool {
  let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return words.allSatisfy { word in
    !word.isEmpty
      && word.allSatisfy { ("a"..."z").contains(Unicode.Scalar($0)) || ("0"..."9").contains(Unicode.Scalar($0)) }
  }
}
