import LessonFormat

/// The role of a top-level block on a page.
enum BodyItem {
  case prose(MarkdownNode)
  case cell(Int)
  /// A question; the node has its text and choices.
  case question(Int, MarkdownNode)
  /// What is folded; the node has the blocks in it.
  case fold(LessonBody.Fold.Kind, Range<Int>, summary: RawHTML?, MarkdownNode)
  case omitted

  fileprivate var html: RawHTML? {
    guard case .prose(let node) = self, node.kind == .htmlBlock else { return nil }
    return RawHTML(node.literal)
  }

  /// Whether no other fold is needed around it.
  fileprivate var isFolded: Bool {
    switch self {
    case .fold, .omitted: true
    case .prose, .cell, .question: false
    }
  }
}

extension [BodyItem] {
  /// The items without each `<details>` that folds only what is omitted, such as outputs of other variants, or folded anyway.
  var withoutNeedlessFolds: [BodyItem] {
    var items = self
    for start in items.indices.reversed() {
      guard items[start].html?.leavesDetailsOpen == true else { continue }
      let inner = items[(start + 1)...].prefix(while: \.isFolded)
      guard !inner.isEmpty, inner.endIndex < items.count, items[inner.endIndex].html?.closesDetails == true
      else { continue }
      items.replaceSubrange(start...inner.endIndex, with: Array(inner))
    }
    return items
  }
}
