import LessonFormat

/// The edits of a file in the format of `diff -u`, which `patch` can apply.
package struct UnifiedDiff {
  private static let context = 3

  package let text: String

  /// Formats the edits of a file.
  ///
  /// - Parameters:
  ///   - edits: the edits, which must not overlap, in order.
  ///   - file: the path for the headings.
  package init(_ source: SourceText, _ edits: [LineEdit], file: String, style: Style) {
    var text = style.bold("--- \(file)") + "\n" + style.bold("+++ \(file)") + "\n"
    var shift = 0
    for hunk in Self.hunks(edits) {
      let first = max(1, hunk[0].lines.lowerBound - Self.context)
      let end = min(source.lineCount + 1, hunk[hunk.count - 1].lines.upperBound + Self.context)
      let grown = hunk.reduce(0) { $0 + SourceText($1.replacement).lineCount - $1.lines.count }
      let old = Self.range(first, end - first)
      text += style.blue("@@ -\(old) +\(Self.range(first + shift, end - first + grown)) @@") + "\n"
      shift += grown
      var next = first
      for edit in hunk {
        for line in next..<edit.lines.lowerBound { text += Self.line(line, of: source, " ") }
        for line in edit.lines { text += style.red(Self.line(line, of: source, "-")) }
        let new = SourceText(edit.replacement)
        for line in 1..<new.lineCount + 1 { text += style.green(Self.line(line, of: new, "+")) }
        next = edit.lines.upperBound
      }
      for line in next..<end { text += Self.line(line, of: source, " ") }
    }
    self.text = text
  }

  /// Returns the edits grouped so that edits with touching contexts are together.
  private static func hunks(_ edits: [LineEdit]) -> [[LineEdit]] {
    edits.reduce(into: []) { hunks, edit in
      if let last = hunks.last?.last, edit.lines.lowerBound - last.lines.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(edit)
      } else {
        hunks.append([edit])
      }
    }
  }

  /// Returns a range of lines as hunk headings give it: an empty range is identified by the line before it.
  private static func range(_ first: Int, _ count: Int) -> String {
    count == 1 ? "\(first)" : "\(count == 0 ? first - 1 : first),\(count)"
  }

  private static func line(_ line: Int, of source: SourceText, _ mark: String) -> String {
    let bytes = source.bytes[source.fullRange(ofLine: line)]
    let text = mark + String(decoding: bytes, as: UTF8.self)
    return bytes.last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
  }
}
