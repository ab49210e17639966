/// Text whose parts know where they stand in the lesson.
struct TracedText: ExpressibleByStringInterpolation {
  /// The place in the lesson of a part, which has no newline.
  struct Origin {
    /// The position of the part's first character.
    var position: TextPosition
    /// Whether a cursor at the part's start belongs to it, and not to what stands before it in the lesson.
    var ownsStart = false
    /// Whether the lesson's text stands elsewhere in the source, too, where its positions are looked for.
    var isCopy = false
  }

  struct Part {
    var text: String
    /// The place in the lesson, or nil for text that is not the lesson's.
    var origin: Origin?
  }

  private(set) var parts: [Part] = []

  /// Creates text that is not the lesson's.
  init(stringLiteral text: String) { if !text.isEmpty { parts = [Part(text: text)] } }

  /// Creates text of the lesson.
  init(_ text: String, from origin: Origin) { parts = [Part(text: text, origin: origin)] }

  /// The text without places.
  var text: String { parts.map(\.text).joined() }

  static func += (text: inout TracedText, other: TracedText) { text.parts += other.parts }

  static func + (first: TracedText, second: TracedText) -> TracedText {
    var text = first
    text += second
    return text
  }
}

extension [TracedText] {
  func joined(separator: String = "") -> TracedText {
    var text: TracedText = ""
    for (index, other) in enumerated() { text += index == 0 || separator.isEmpty ? other : "\(separator)" + other }
    return text
  }
}
