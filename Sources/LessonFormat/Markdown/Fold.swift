/// A `<details>` element at the margin, which folds what is in it on a page.
struct Fold {
  /// The text of its `<summary>`, without tags.
  var summary: String
  /// The lines including the tags, counted from 1.
  var lines: Range<Int>
  /// Whether it has an end tag.
  var isClosed: Bool

  /// Whether its summary says that it is a hint.
  var isHint: Bool { summary.lowercased().hasPrefix("hint") }

  /// Finds the outermost `<details>` elements of a text.
  static func folds(in outline: MarkdownOutline, of source: SourceText) -> [Fold] {
    var (folds, depth): ([Fold], Int) = ([], 0)
    for opaque in outline.opaques where opaque.kind == .html && opaque.inMargin {
      for line in opaque.lines {
        let text = source.text(ofLine: line).lowercased()
        let opened = text.split(separator: "<details", omittingEmptySubsequences: false).count - 1
        let closed = text.split(separator: "</details", omittingEmptySubsequences: false).count - 1
        if depth == 0, opened > 0 {
          let lines = line..<source.lineCount + 1
          folds.append(Fold(summary: summary(opaque, from: line, source), lines: lines, isClosed: false))
        }
        guard depth + opened > 0 else { continue }
        depth = max(0, depth + opened - closed)
        if depth == 0 {
          folds[folds.count - 1].lines = folds[folds.count - 1].lines.lowerBound..<line + 1
          folds[folds.count - 1].isClosed = true
        }
      }
    }
    return folds
  }

  /// Returns the text of the summary that begins on the given line or soon after.
  private static func summary(_ opaque: MarkdownOutline.Opaque, from line: Int, _ source: SourceText) -> String {
    // A block of many lines may begin many folds, so that looking further would take too long.
    let lines = line..<min(line + 10, opaque.lines.upperBound)
    let html = lines.map { source.text(ofLine: $0) }.joined(separator: " ")
    guard let start = html.firstRange(of: /<summary>/.ignoresCase()),
      let end = html[start.upperBound...].firstRange(of: /<\/summary>/.ignoresCase())
    else { return "" }
    let parts = html[start.upperBound..<end.lowerBound].split(separator: "<", omittingEmptySubsequences: false)
    let text = parts.prefix(1) + parts.dropFirst().map { $0.drop { $0 != ">" }.dropFirst() }
    return text.joined().split(separator: " ").joined(separator: " ")
  }
}
