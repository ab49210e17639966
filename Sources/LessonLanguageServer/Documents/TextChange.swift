import LessonTangle

/// A replacement of a part of a text, as positions before and after it.
struct TextChange: Equatable {
  var start: TextPosition
  /// The end of what was replaced, in the old text.
  var oldEnd: TextPosition
  /// The end of what has replaced it, in the new text.
  var newEnd: TextPosition

  /// Returns where something of the old text is now; what was inside the replaced part is at its start.
  func moved(_ position: TextPosition) -> TextPosition {
    guard position >= oldEnd else { return min(position, start) }
    let column =
      position.line == oldEnd.line ? position.character - oldEnd.character + newEnd.character : position.character
    return TextPosition(line: position.line - oldEnd.line + newEnd.line, character: column)
  }
}
