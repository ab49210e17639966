import LessonFormat

/// A lesson's prose and cells in the order in which a page shows them, sanitized.
///
/// Control characters, and those that change the direction of writing, become U+FFFD. See ``MarkdownSanitizer`` for the rest.
public struct LessonBody: Sendable {
  /// A part of a lesson.
  public enum Part: Equatable, Sendable {
    case prose(Prose)
    /// The cell with this index and its outputs.
    case cell(Int)
  }

  /// A top-level block of prose, in each form that a page may need.
  public struct Prose: Equatable, Sendable {
    /// The line at which it begins, counted from 1.
    public var line: Int
    /// The block for a terminal to lay out, or nil if it is only markup for a web page, such as `</details>`.
    public var block: ProseBlock?
    /// The block as HTML; empty if it was read for a terminal only.
    public var html: String
    /// The block as GitHub's Markdown, ending with a newline; empty if it was read for a terminal only.
    public var markdown: String
  }

  /// A heading with its anchor on the page.
  public struct Heading: Equatable, Sendable {
    public var level: Int
    public var text: String
    public var anchor: String
  }

  /// The error that the prose could not be sanitized, so none of it may be shown.
  public struct UnsafeProse: Error {}

  /// The parts in order.
  public private(set) var parts: [Part] = []
  /// The top-level headings in order; none if the prose was read for a terminal only.
  public private(set) var headings: [Heading] = []
  /// The paths of the images that are shown, as written in the lesson.
  public let images: [String]
  /// The image paths below the lesson's folder at which there is no image to show.
  public let missingImages: [String]

  /// Returns the anchor of a cell on a page.
  public static func anchor(ofCell id: String) -> String { "cell-\(id)" }

  /// Reads and sanitizes the prose of a lesson without problems.
  ///
  /// - Parameters:
  ///   - link: converts a link's address in the lesson to its address on the page.
  ///   - keepsImage: returns whether the page can show the image at a path below the lesson's folder.
  ///   - isForPages: whether the prose is also written as HTML and as Markdown, which a terminal does not need.
  /// - Throws: ``UnsafeProse`` if the prose cannot be sanitized.
  public init(
    _ lesson: Lesson, link: @escaping (String) -> String = { $0 },
    keepsImage: @escaping (String) -> Bool = { _ in false }, isForPages: Bool = true
  ) throws(UnsafeProse) {
    let frontMatter = lesson.segments.first { $0.kind == .frontMatter }?.lines.count ?? 0
    let text = lesson.source.text(ofLines: frontMatter + 1..<lesson.source.lineCount + 1)
    let lines = String(repeating: "\n", count: frontMatter) + text.withoutControls
    guard let document = MarkdownDocument(Array(lines.utf8)) else { throw UnsafeProse() }
    var sanitizer = MarkdownSanitizer(link: link, keepsImage: keepsImage)
    do { try sanitizer.clean(document.root) } catch { throw UnsafeProse() }
    images = sanitizer.images
    missingImages = sanitizer.missingImages
    var anchors = Anchors(taken: lesson.cells.map { Self.anchor(ofCell: $0.id) })
    // A replaced block has no line number of its own: it gets the first that is free.
    var line = 1
    for item in BodyItem.items(of: document, in: lesson) {
      switch item {
      case .cell(let index):
        parts.append(.cell(index))
        line = (lesson.cells[index].outputs.last?.fence ?? lesson.cells[index].fence).lines.upperBound
      case .prose(let node):
        line = max(line, node.line)
        parts.append(.prose(prose(node, of: document, line, &anchors, isForPages: isForPages)))
      case .output: break
      }
    }
  }

  /// The text of the first paragraph; empty if there is none.
  public var excerpt: String {
    parts.lazy.compactMap { part in
      guard case .prose(let prose) = part, case .paragraph(let inlines) = prose.block else { return nil }
      return inlines.map(\.text).joined()
    }.first ?? ""
  }

  private mutating func prose(
    _ node: MarkdownNode, of document: MarkdownDocument, _ line: Int, _ anchors: inout Anchors, isForPages: Bool
  ) -> Prose {
    guard isForPages else { return Prose(line: line, block: ProseBlock(node), html: "", markdown: "") }
    var html = document.html(of: node)
    if node.kind == .heading {
      let anchor = anchors.make(for: node.text)
      headings.append(Heading(level: node.level, text: node.text.withoutControls, anchor: anchor))
      html = "<h\(node.level) id=\"\(anchor)\">" + String(html.unicodeScalars.dropFirst(4))
    }
    return Prose(
      line: line, block: ProseBlock(node), html: html.withoutControls, markdown: Self.markdown(of: node).withoutControls
    )
  }

  /// Returns a block as Markdown, or its text alone if that would not be harmless.
  private static func markdown(of node: MarkdownNode) -> String {
    let markdown = MarkdownWriter.markdown(of: node)
    return MarkdownCheck.isHarmless(markdown) ? markdown : MarkdownText.spelled(node.text) + "\n"
  }
}

/// The role of a top-level block on a page.
private enum BodyItem {
  case prose(MarkdownNode)
  case cell(Int)
  case output

  /// Returns the top-level blocks, without a `<details>` that only folds the outputs of other variants.
  static func items(of document: MarkdownDocument, in lesson: Lesson) -> [BodyItem] {
    var itemOfLine: [Int: BodyItem] = [:]
    for (index, cell) in lesson.cells.enumerated() {
      itemOfLine[cell.line] = .cell(index)
      for output in cell.outputs { itemOfLine[output.fence.lines.lowerBound] = .output }
    }
    var items = document.root.children.map { node in
      node.kind == .codeBlock ? itemOfLine[node.line] ?? .prose(node) : .prose(node)
    }
    for start in items.indices.reversed() {
      guard items[start].html?.leavesDetailsOpen == true else { continue }
      let outputs = items[(start + 1)...].prefix { if case .output = $0 { true } else { false } }
      guard !outputs.isEmpty, outputs.endIndex < items.count, items[outputs.endIndex].html?.closesDetails == true
      else { continue }
      items.removeSubrange(start...outputs.endIndex)
    }
    return items
  }

  private var html: RawHTML? {
    guard case .prose(let node) = self, node.kind == .htmlBlock else { return nil }
    return RawHTML(node.literal)
  }
}
