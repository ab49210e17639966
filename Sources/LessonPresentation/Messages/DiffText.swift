import LessonFormat
import LessonRunner
import TextFormatting

/// A difference as lines: `-` was expected, `+` was printed, with two lines of context around each change.
package struct DiffText {
  private static let context = 2
  private static let limit = 40

  /// The text of the difference.
  package let text: String

  package init(_ mismatch: Mismatch, style: Style, indent: String) {
    let changes = mismatch.changes
    let shown = Self.shown(changes)
    var text = ""
    var last: Int?
    for index in shown.prefix(Self.limit) {
      if let last, index > last + 1 { text += indent + style.dim("…") + "\n" }
      last = index
      switch changes[index] {
      case .same(let line): text += indent + "  \(line.shortened.withoutControls)\n"
      case .missing(let line): text += indent + style.red("- \(line.shortened.withoutControls)") + "\n"
      case .unexpected(let line): text += indent + style.green("+ \(line.shortened.withoutControls)") + "\n"
      }
    }
    let rest = shown.count - Self.limit
    if rest > 0 { text += indent + style.dim("… and \(pluralized(rest, "line")) more") + "\n" }
    self.text = text
  }

  /// Returns the indices of the changes and of the equal lines around them.
  private static func shown(_ changes: [Mismatch.Change]) -> [Int] {
    var shown: [Int] = []
    for index in changes.indices {
      if case .same = changes[index] { continue }
      let first = max(index - context, (shown.last ?? -1) + 1)
      if first <= index { shown += first...index }
      // The equal lines that follow are context; the next change begins after them.
      let next = index + 1..<min(index + 1 + context, changes.count)
      for index in next {
        guard case .same = changes[index] else { break }
        shown.append(index)
      }
    }
    return shown
  }
}
