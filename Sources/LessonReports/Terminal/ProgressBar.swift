import LessonPresentation

/// How far a running cell is, in one line.
struct ProgressBar {
  var done: Int
  var total: Int
  var elapsed: Duration
  /// What the cell says of its progress.
  var note: String

  private static let width = 30

  /// The time that the rest takes if it goes on as fast, or nil if nothing is done yet.
  var timeLeft: Duration? { done > 0 ? elapsed / done * max(0, total - done) : nil }

  func text(_ style: Style) -> String {
    let filled = min(Self.width, done * Self.width / total)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    let left = timeLeft.map { "\(Int($0.seconds.rounded(.up))) s left" }
    // On a narrow terminal a longer line could not be redrawn.
    let note = String(note.filter { !$0.isNewline }.prefix(24))
    let words = [left, note].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(bar) \(min(100, done * 100 / total)) %  \(style.dim(words))"
  }
}
