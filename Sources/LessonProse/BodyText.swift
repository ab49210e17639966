import LessonFormat

/// A lesson's text for the Markdown parser.
///
/// Folds have empty lines around them, so that no block of HTML extends beyond one. Front matter is left out.
struct BodyText {
  /// The text, with control characters replaced.
  let text: String
  /// For each line of the text, the line of the lesson.
  private let lines: [Int]

  init(_ lesson: Lesson) {
    var (text, lines) = ("", [Int]())
    for segment in lesson.segments where segment.kind != .frontMatter {
      // An empty line would split a list or a quotation that has a fold in it.
      let isFold =
        segment.kind.isFold && lesson.source.text(ofLine: segment.lines.lowerBound).first { $0 != " " } == "<"
      if isFold {
        text += "\n"
        lines.append(segment.lines.lowerBound)
      }
      text += lesson.source.text(ofLines: segment.lines)
      lines += segment.lines
      if isFold {
        text += "\n"
        lines.append(segment.lines.upperBound - 1)
      }
    }
    (self.text, self.lines) = (text.withoutControls, lines)
  }

  /// Returns the line of the lesson at which a node begins, or 0 for a node that is not from the text.
  func line(of node: MarkdownNode) -> Int { lines.indices.contains(node.line - 1) ? lines[node.line - 1] : 0 }
}

extension Segment.Kind {
  /// Whether the lines are a fold with its `<details>`.
  fileprivate var isFold: Bool {
    switch self {
    case .hint, .solution, .answer: true
    case .frontMatter, .prose, .cell, .output, .check, .question: false
    }
  }
}
