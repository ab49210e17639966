import LessonFormat

/// Writes the blocks of a sanitized Markdown tree in each form that a page may need.
struct ProseWriter {
  /// The headings that are neither nested nor folded, so far.
  private(set) var headings: [LessonBody.Heading] = []
  private let document: MarkdownDocument
  private let text: BodyText
  private let isForPages: Bool
  private var anchors: Anchors
  // A replaced block has no line number of its own: it gets the first that is free.
  private var line = 1

  init(_ document: MarkdownDocument, _ text: BodyText, of lesson: Lesson, isForPages: Bool) {
    (self.document, self.text, self.isForPages) = (document, text, isForPages)
    anchors = Anchors(taken: (lesson.cells.map(\.id) + lesson.questions.map(\.id)).map(LessonBody.anchor))
  }

  /// Continues at a line.
  mutating func skip(to line: Int) { self.line = line }

  /// Returns a top-level block.
  mutating func prose(_ node: MarkdownNode) -> LessonBody.Prose {
    line = max(line, text.line(of: node))
    return prose(node, isFolded: false)
  }

  /// Returns the blocks in a node that stands for the given lines.
  ///
  /// - Parameter areMade: whether some are not from the lesson's text, so that their own lines mean nothing.
  mutating func blocks(of node: MarkdownNode, _ lines: Range<Int>, areMade: Bool) -> [LessonBody.Prose] {
    line = lines.lowerBound
    let blocks = node.children.map { child in
      if !areMade { line = max(line, text.line(of: child)) }
      return prose(child, isFolded: true)
    }
    line = lines.upperBound
    return blocks
  }

  /// Returns the tags of a fold and, between them, the blocks in a node.
  mutating func fold(
    _ kind: LessonBody.Fold.Kind, _ lines: Range<Int>, _ summary: RawHTML?, _ node: MarkdownNode
  ) -> [LessonBody.Prose] {
    let summary = summary.flatMap { $0.textWithoutTags.isEmpty ? nil : $0 } ?? RawHTML(kind.summary)
    let title = ProseBlock.paragraph([.strong([.text(summary.textWithoutTags.withoutControls)])])
    let start = tag(lines.lowerBound, title, "<details><summary>", summary, "</summary>")
    let end = tag(lines.upperBound - 1, nil, "</details>")
    return [start] + blocks(of: node, lines, areMade: kind == .answer) + [end]
  }

  private func tag(
    _ line: Int, _ block: ProseBlock?, _ start: String, _ text: RawHTML = RawHTML(""), _ end: String = ""
  ) -> LessonBody.Prose {
    guard isForPages else { return LessonBody.Prose(line: line, block: block, html: "", markdown: "") }
    let (html, markdown) = ("\(start)\(text.text)\(end)\n", "\(start)\(text.markdown.onOneLine)\(end)\n")
    return LessonBody.Prose(line: line, block: block, html: html.withoutControls, markdown: markdown.withoutControls)
  }

  private mutating func prose(_ node: MarkdownNode, isFolded: Bool) -> LessonBody.Prose {
    guard isForPages else { return LessonBody.Prose(line: line, block: ProseBlock(node), html: "", markdown: "") }
    var html = document.html(of: node)
    if node.kind == .heading {
      let anchor = anchors.make(for: node.text)
      if !isFolded {
        headings.append(LessonBody.Heading(level: node.level, text: node.text.withoutControls, anchor: anchor))
      }
      html = "<h\(node.level) id=\"\(anchor)\">" + String(html.unicodeScalars.dropFirst(4))
    }
    return LessonBody.Prose(
      line: line, block: ProseBlock(node), html: html.withoutControls, markdown: Self.markdown(of: node).withoutControls
    )
  }

  /// Returns a block as Markdown, or its text alone if that would not be harmless.
  private static func markdown(of node: MarkdownNode) -> String {
    let markdown = MarkdownWriter.markdown(of: node)
    return MarkdownCheck.isHarmless(markdown) ? markdown : MarkdownText.spelled(node.text) + "\n"
  }
}
