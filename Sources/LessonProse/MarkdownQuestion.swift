import LessonFormat

/// Paragraphs and a numbered list of texts that are Markdown within their lines: none of them begins a block.
struct MarkdownQuestion {
  private let document: MarkdownDocument

  /// Reads the texts, each on one line.
  ///
  /// Texts that exceed the limits of what is parsed are shown as they are.
  init(paragraphs: [String] = [], items: [String]) throws {
    let parsed = Self.document(paragraphs, items)
    guard let document = parsed ?? Self.document(paragraphs.map { _ in "-" }, items.map { _ in "-" }) else {
      throw MarkdownEditingError()
    }
    self.document = document
    let headings = document.root.children.flatMap { $0.kind == .list ? $0.children.flatMap(\.children) : [$0] }
    for (heading, text) in zip(headings, paragraphs + items) {
      try heading.makeParagraph()
      if parsed == nil { try heading.firstChild?.setLiteral(text) }
    }
  }

  /// Moves the paragraphs and the list to the place of a block.
  func replace(_ block: MarkdownNode) throws {
    try withExtendedLifetime(document) { try block.replace(with: document.root.children) }
  }

  /// Parses the texts as headings, in which Markdown knows no blocks.
  private static func document(_ paragraphs: [String], _ items: [String]) -> MarkdownDocument? {
    let headings = paragraphs.map { "# \($0) #\n\n" } + items.enumerated().map { "\($0 + 1). # \($1) #\n" }
    return MarkdownDocument(Array(headings.joined().withoutControls.utf8))
  }
}

extension Question {
  /// The paragraphs of the text, each on one line.
  var paragraphs: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).split(whereSeparator: \.isEmpty).map {
      $0.joined(separator: " ")
    }
  }
}
