import SwiftLexing

/// A block's code that is ready to be placed between two lines of glue code: without its imports, and with what shows its last value.
struct PlacedCode {
  let code: CellCode
  /// What goes before the code, on the line of the opening fence.
  private(set) var opening: TracedText = ""
  /// The code's lines, the last of which is empty.
  let lines: [TracedText]
  /// What goes after the code, on the line of the closing fence.
  var closing: TracedText
  /// What closes all that broken code leaves open, before ``closing``.
  let closers: TracedText
  /// What has to be at the top level of a file: each `import`, and each `#if` that contains only imports.
  let imports: [CodeEditor.Cut]

  /// The code's lines as one text.
  var text: TracedText { lines.joined(separator: "\n") }

  /// Prepares code.
  ///
  /// - Parameters:
  ///   - showsValue: whether the value of the last expression is shown; broken code shows none.
  ///   - isCopy: whether the same code stands elsewhere, too.
  init(_ block: BlockCode, showsValue: Bool, isCopy: Bool = false) {
    let code = CellCode(mending: block.text)
    self.code = code
    let bytes = Array(block.text.utf8)
    // The program has its own main type.
    var edits: [CodeEdit] = (code.mainAttributes + code.mends.blanks).map { .blank($0) }
    edits += code.mends.insertions.map { .insertion($0.text, at: $0.offset) }
    let imports = code.imports.filter { code.isWhole || bytes[$0].allSatisfy(\.isInPlainImport) }
    for range in imports {
      edits.append(.cut(range))
      // The `;` that ended the import must not be left alone.
      let end = bytes[range.upperBound...].firstIndex { $0 != " " } ?? bytes.count
      if end < bytes.count, bytes[end] == ";" { edits.append(.blank(end..<end + 1)) }
    }
    if showsValue, code.isWhole, let last = code.trailingExpression {
      closing = ")"
      let start = code.tokens[last.lowerBound].range.lowerBound
      if last.lowerBound == 0 {
        opening = "__lesson.show("
      } else if code.endsDirective(last.lowerBound - 1) {
        edits.append(.insertion("__lesson.show(", at: start, isBeforeToken: true))
      } else {
        let before = code.tokens[last.lowerBound - 1]
        let end = before.range.upperBound
        // After a removed import, nothing is left for a `;` to end.
        let isEnded = before.text == ";" || imports.contains { $0.contains(before.range.lowerBound) }
        edits.append(.insertion((isEnded ? " " : "; ") + "__lesson.show(", at: end, isBeforeToken: end == start))
      }
    } else {
      // An unfinished statement must not swallow the code after the cell: a declaration ends it.
      closing = "func __end() {} "
    }
    let closers = code.mends.closers
    self.closers = closers.isEmpty ? "" : "\(closers)\(code.tokens.isEmpty ? " " : "; ")"
    let editor = CodeEditor(block, isCopy: isCopy, applying: edits)
    (lines, self.imports) = (editor.lines, editor.cuts)
  }
}

extension UInt8 {
  /// Whether the byte can be part of an import that has no brackets and is on one line.
  fileprivate var isInPlainImport: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_", ".", "@", " ": true
    default: self >= 0x80
    }
  }
}
