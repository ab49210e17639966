/// Finds lines that look like a lesson's fence to a reader but are not fences in Markdown.
struct MisplacedFences {
  private(set) var problems: [LessonProblem] = []

  init(source: SourceText, outline: MarkdownOutline, skipping frontMatter: Range<Int>) {
    var fences = outline.fences[...]
    var opaques = outline.opaques[...]
    for line in frontMatter.upperBound..<source.lineCount + 1 where problems.count <= Lesson.problemLimit {
      while let fence = fences.first, fence.lines.upperBound <= line { fences.removeFirst() }
      while let opaque = opaques.first, opaque.lines.upperBound <= line { opaques.removeFirst() }
      guard let found = Found(source.bytes[source.range(ofLine: line)]) else { continue }
      let fence = fences.first.flatMap { $0.lines.contains(line) ? $0 : nil }
      let opaque = opaques.first.flatMap { $0.lines.contains(line) ? $0 : nil }
      if let kind = Self.problem(with: found, on: line, in: fence, opaque) {
        let isComment = kind == .unclosedComment
        let location = SourceLocation(
          line: isComment ? opaque?.lines.lowerBound ?? line : line, column: isComment ? 1 : found.column)
        if problems.last != LessonProblem(kind, at: location) { problems.append(LessonProblem(kind, at: location)) }
      }
    }
  }

  private static func problem(
    with found: Found, on line: Int, in fence: MarkdownOutline.Fence?, _ opaque: MarkdownOutline.Opaque?
  ) -> LessonProblem.Kind? {
    if let fence {
      // Shorter fences are allowed, because a page may show one as an example; an unclosed block is reported as such.
      let isInside = line > fence.lines.lowerBound && line < fence.lines.upperBound - 1
      let couldClose = found.character == fence.character && found.length >= fence.length
      return isInside && couldClose && fence.isClosed ? .fenceInBlock(word: found.word) : nil
    }
    switch opaque?.kind {
    case .htmlComment: return nil
    case .unclosedComment: return .unclosedComment
    case .html: return .fenceInHTML
    case .indentedCode: return .indentedFence
    case nil: return found.indent > 3 ? .indentedFence : found.hasBacktick ? .backtickInInfoString : nil
    }
  }

  /// A line that looks like the opening fence of a block of a lesson.
  private struct Found {
    var word: String
    var character: UInt8
    var length: Int
    /// The number of columns before it, with a tab counted as four.
    var indent: Int
    var column: Int
    /// Whether a backtick follows a fence of backticks.
    var hasBacktick: Bool

    init?(_ line: ArraySlice<UInt8>) {
      let indentation = line.prefix { $0.isSpaceOrTab }
      guard let character = line[indentation.endIndex...].first,
        character == UInt8(ascii: "`") || character == UInt8(ascii: "~")
      else { return nil }
      let run = line[indentation.endIndex...].prefix { $0 == character }
      let info = line[run.endIndex...].drop { $0.isSpaceOrTab }
      guard run.count >= 3, let word = BlockKind.allSpellings.first(where: { Self.begins(info, with: $0) }) else {
        return nil
      }
      self.word = word
      self.character = character
      length = run.count
      indent = indentation.reduce(0) { $0 + ($1 == .tab ? 4 : 1) }
      column = run.startIndex - line.startIndex + 1
      hasBacktick = character == UInt8(ascii: "`") && info.contains(character)
    }

    private static func begins(_ info: ArraySlice<UInt8>, with name: String) -> Bool {
      guard info.starts(with: name.utf8) else { return false }
      let next = info.dropFirst(name.utf8.count).first
      return next.map(\.isSpaceOrTab) ?? true
    }
  }
}
