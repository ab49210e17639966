import LessonFormat

extension String {
  /// The text with newlines made visible, and a lone space or tab too, as figures show the characters of a corpus.
  var visible: String {
    switch self {
    case "\n": "↵"
    case " ": "␣"
    case "\t": "⇥"
    default: String(map { $0.isNewline ? "↵" : $0 }).withoutControls
    }
  }

  /// The text made visible, and shortened if it has more than 24 columns.
  var label: String {
    let text = visible
    guard text.columns > 24 else { return text }
    var (label, columns) = ("", 0)
    for character in text {
      columns += character.columns
      guard columns < 24 else { break }
      label.append(character)
    }
    return label + "…"
  }
}
