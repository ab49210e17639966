import LessonFormat
import LessonTangle

extension LessonFeatures {
  /// The headings, each with the headings, cells and questions below it.
  var symbols: [DocumentSymbol] {
    var parts = lesson.headings.map { heading in
      (line: heading.lines.lowerBound, level: heading.level, symbol: symbol(of: heading))
    }
    parts += lesson.cells.map { cell in
      let kind: DocumentSymbol.Kind = cell.exercise == nil ? .cell : .exercise
      return (
        cell.line, .max, symbol(cell.id, cell.exercise == nil ? "cell" : "exercise", kind, lines: cell.fence.lines)
      )
    }
    parts += lesson.questions.map {
      ($0.line, .max, symbol($0.id, "question", .question, lines: $0.fence.lines))
    }
    parts.sort { $0.line < $1.line }
    // The open headings, outermost first; what ends becomes a child of the one before it.
    var open: [(level: Int, symbol: DocumentSymbol)] = [(0, symbol("", "", .heading, lines: 1..<2))]
    func close(downTo level: Int, before line: Int) {
      while let last = open.last, last.level >= level, open.count > 1 {
        open.removeLast()
        var symbol = last.symbol
        if last.level < .max { symbol.range.end = endOfSection(before: line, after: symbol.range.end) }
        open[open.count - 1].symbol.children.append(symbol)
      }
    }
    for part in parts {
      close(downTo: part.level, before: part.line)
      open.append((part.level, part.symbol))
    }
    close(downTo: 1, before: lesson.source.lineCount + 1)
    return open[0].symbol.children
  }

  private func symbol(of heading: Lesson.Heading) -> DocumentSymbol {
    symbol(heading.text, nil, .heading, lines: heading.lines)
  }

  private func symbol(_ name: String, _ detail: String?, _ kind: DocumentSymbol.Kind, lines: Range<Int>)
    -> DocumentSymbol
  {
    let range = lesson.source.range(ofWhole: lines)
    // The protocol wants a name; an editor's list would have an empty line.
    let shown = name.allSatisfy(\.isWhitespace) ? "(\(detail ?? "heading"))" : name
    return DocumentSymbol(name: shown, detail: detail, kind: kind, range: range, selectionRange: range)
  }

  /// Returns the end of a section that ends before a line.
  private func endOfSection(before line: Int, after end: TextPosition) -> TextPosition {
    line > 1 ? max(end, lesson.source.range(ofWhole: line - 1..<line).end) : end
  }

  /// What can be folded: the front matter, blocks, what pages fold, and the sections of headings.
  var folds: [FoldingRange] {
    var folds = lesson.segments.filter { $0.kind != .prose && $0.lines.count > 1 }.map {
      FoldingRange(startLine: $0.lines.lowerBound - 1, endLine: $0.lines.upperBound - 2, kind: "region")
    }
    // Without its empty last lines, a folded section stands apart from the next one.
    func addSection(from line: Int, before end: Int) {
      var last = end - 1
      while last > line, lesson.source.text(ofLine: last).allSatisfy(\.isWhitespace) { last -= 1 }
      if last > line { folds.append(FoldingRange(startLine: line - 1, endLine: last - 1)) }
    }
    var open: [Lesson.Heading] = []
    for heading in lesson.headings {
      while let last = open.last, last.level >= heading.level {
        addSection(from: last.lines.upperBound - 1, before: heading.lines.lowerBound)
        open.removeLast()
      }
      open.append(heading)
    }
    for heading in open { addSection(from: heading.lines.upperBound - 1, before: lesson.source.lineCount + 1) }
    return folds.sorted { ($0.startLine, -$0.endLine) < ($1.startLine, -$1.endLine) }
  }
}
