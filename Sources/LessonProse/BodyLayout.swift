import LessonFormat

/// The roles of the top-level blocks of a lesson's Markdown tree.
///
/// It changes the tree before it is sanitized: each question and all that is folded gets a node of its own, in which HTML must be
/// complete, and what no page shows is removed.
struct BodyLayout {
  private let lesson: Lesson
  private let text: BodyText
  private let showsSolutions: Bool
  /// The roles of the nodes that are not prose.
  private var items: [OpaquePointer: BodyItem] = [:]
  /// The blocks of each segment that has some.
  private var groups: [(segment: Segment, nodes: [MarkdownNode])] = []

  init(_ root: MarkdownNode, _ text: BodyText, of lesson: Lesson, showsSolutions: Bool) throws {
    (self.lesson, self.text, self.showsSolutions) = (lesson, text, showsSolutions)
    var segments = lesson.segments[...]
    for node in root.children {
      segments = segments.drop { $0.lines.upperBound <= text.line(of: node) }
      guard let segment = segments.first else { break }
      if groups.last?.segment == segment {
        groups[groups.count - 1].nodes.append(node)
      } else {
        groups.append((segment, [node]))
      }
    }
    if !showsSolutions { removeSharedProse() }
    for (segment, nodes) in groups where !nodes.isEmpty { try arrange(nodes, segment) }
  }

  private mutating func arrange(_ nodes: [MarkdownNode], _ segment: Segment) throws {
    switch segment.kind {
    case .frontMatter, .prose: break
    case .cell(let index): set(nodes, .cell(index))
    case .output: set(nodes, .omitted)
    case .check(let cell, let index):
      guard lesson.cells[cell].exercise?.checks[index].isHidden == false else { return set(nodes, .omitted) }
      try nodes[0].setInfo("swift")
      try fold(nodes, .check, segment.lines, summary: nil)
    case .hint: try fold(nodes, .hint, segment.lines)
    case .solution, .answer:
      guard showsSolutions else { return nodes.forEach { $0.remove() } }
      try arrangeSolution(nodes, segment)
    case .question(let index):
      let question = lesson.questions[index]
      let group = try MarkdownNode.group(nodes)
      try MarkdownQuestion(paragraphs: question.paragraphs, items: question.choices.map(\.text)).replace(nodes[0])
      items[group.pointer] = .question(index, group)
    }
  }

  private mutating func arrangeSolution(_ nodes: [MarkdownNode], _ segment: Segment) throws {
    if case .solution(let cell) = segment.kind {
      let line = lesson.cells[cell].exercise?.solution?.fence.lines.lowerBound
      try nodes.first { text.line(of: $0) == line }?.setInfo("swift")
      return try fold(nodes, .solution, segment.lines)
    }
    guard case .answer(let index) = segment.kind else { return }
    let question = lesson.questions[index]
    let reasons = question.choices.map { "\($0.isRight ? "✓" : "✗") \($0.reason)" }
    let block = nodes.first { text.line(of: $0) == question.answer?.lines.lowerBound }
    try fold(nodes, .answer, segment.lines)
    try block.map(MarkdownQuestion(items: reasons).replace)
  }

  private mutating func set(_ nodes: [MarkdownNode], _ item: BodyItem) {
    for node in nodes where node.kind == .codeBlock { items[node.pointer] = item }
  }

  /// Groups the blocks of a fold, without its own tags: a page writes them itself, so that nothing can open or end it.
  private mutating func fold(_ nodes: [MarkdownNode], _ kind: LessonBody.Fold.Kind, _ lines: Range<Int>) throws {
    var (isOpen, summary) = (false, RawHTML?.none)
    try nodes[0].editHTML { html in
      isOpen = html.removeDetails()
      if isOpen { summary = html.removeSummary() }
    }
    if isOpen, summary == nil, nodes.count > 1 { try nodes[1].editHTML { summary = $0.removeSummary() } }
    try nodes.last?.editHTML { $0.removeDetailsEnd() }
    try fold(nodes, kind, lines, summary: summary)
  }

  private mutating func fold(
    _ nodes: [MarkdownNode], _ kind: LessonBody.Fold.Kind, _ lines: Range<Int>, summary: RawHTML?
  ) throws {
    let group = try MarkdownNode.group(nodes)
    items[group.pointer] = .fold(kind, lines, summary: summary, group)
  }

  /// Removes the prose beside a solution or an answer that shares its `<details>` with other blocks: it may say as much.
  private mutating func removeSharedProse() {
    for (index, group) in groups.enumerated() where isSharing(group.segment) {
      if index > 0, groups[index - 1].segment.kind == .prose {
        let kept = groups[index - 1].nodes.reversed().drop { !$0.hasDetailsTag }.count
        for node in groups[index - 1].nodes.dropFirst(kept) { node.remove() }
        groups[index - 1].nodes.removeLast(groups[index - 1].nodes.count - kept)
      }
      if index + 1 < groups.count, groups[index + 1].segment.kind == .prose {
        let removed = groups[index + 1].nodes.prefix { !$0.hasDetailsTag }
        for node in removed { node.remove() }
        groups[index + 1].nodes.removeFirst(removed.count)
      }
    }
  }

  private func isSharing(_ segment: Segment) -> Bool {
    switch segment.kind {
    case .solution(let cell): lesson.cells[cell].exercise?.solution?.fence.lines == segment.lines
    case .answer(let index): lesson.questions[index].answer?.lines == segment.lines
    default: false
    }
  }

  /// Returns the top-level blocks of the sanitized tree.
  func items(of root: MarkdownNode) -> [BodyItem] {
    root.children.map { items[$0.pointer] ?? .prose($0) }.withoutNeedlessFolds
  }
}

extension MarkdownNode {
  /// Changes a block of HTML, if it can be read.
  fileprivate func editHTML(_ edit: (inout RawHTML) -> Void) throws {
    guard kind == .htmlBlock, RawHTML(literal).parts != nil else { return }
    var html = RawHTML(literal)
    edit(&html)
    try setLiteral(html.text)
  }

  fileprivate var hasDetailsTag: Bool {
    kind == .htmlBlock && ["<details", "</details"].contains { literal.lowercased().contains($0) }
  }
}
