import LessonRunner

/// A difference as lines: `-` was expected, `+` was printed, two lines around each change.
struct DiffText {
  private static let context = 2
  private static let limit = 40

  let text: String

  init(_ mismatch: Mismatch, style: Style, indent: String) {
    let changed = mismatch.changes.indices.filter { if case .same = mismatch.changes[$0] { false } else { true } }
    var text = ""
    var last = -1
    var shown = 0
    for index in mismatch.changes.indices where changed.contains(where: { abs($0 - index) <= Self.context }) {
      shown += 1
      guard shown <= Self.limit else { continue }
      if last >= 0, index > last + 1 { text += indent + style.dim("…") + "\n" }
      last = index
      switch mismatch.changes[index] {
      case .same(let line): text += indent + "  \(line)\n"
      case .missing(let line): text += indent + style.red("- \(line)") + "\n"
      case .unexpected(let line): text += indent + style.green("+ \(line)") + "\n"
      }
    }
    self.text =
      text + (shown > Self.limit ? indent + style.dim("… and \(count(shown - Self.limit, "line")) more") + "\n" : "")
  }
}
