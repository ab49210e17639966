import LessonFormat

/// A lesson's prose and cells in the order in which a page shows them, in forms that can do no harm.
///
/// Control characters, and those that turn the direction of writing, are shown as U+FFFD. See ``MarkdownSanitizer`` for the rest.
public struct LessonBody: Sendable {
  /// A part of a lesson.
  public enum Part: Equatable, Sendable {
    case prose(Prose)
    /// The cell with this index, and its outputs.
    case cell(Int)
  }

  /// A block of prose in the margin, in each form that a page may want.
  public struct Prose: Equatable, Sendable {
    /// The line it begins in, counted from 1.
    public var line: Int
    /// The block, for a terminal to lay out; nil where it is only a mark of a web page, such as `</details>`.
    public var block: ProseBlock?
    /// The block as HTML.
    public var html: String
    /// The block as Markdown (GitHub's), ended by a newline.
    public var markdown: String
  }

  /// A heading with its anchor on the page.
  public struct Heading: Equatable, Sendable {
    public var level: Int
    public var text: String
    public var anchor: String
  }

  /// The prose cannot be made harmless, so that none of it may be shown.
  public struct UnsafeProse: Error {}

  /// The parts in their order.
  public private(set) var parts: [Part] = []
  /// The headings in the margin, in their order.
  public private(set) var headings: [Heading] = []
  /// The paths of the images that are shown, as the lesson gives them.
  public let images: [String]
  /// The paths below the lesson's folder at which there is no image to show.
  public let missingImages: [String]

  /// The anchor of a cell on a page.
  public static func anchor(ofCell id: String) -> String { "cell-\(id)" }

  /// Reads the prose of a lesson without problems.
  ///
  /// - Parameters:
  ///   - link: gives a link's address on the page for the one in the lesson.
  ///   - keepsImage: whether the page can show the image at a path below the lesson's folder.
  /// - Throws: ``UnsafeProse`` where the prose cannot be made harmless.
  public init(
    _ lesson: Lesson, link: @escaping (String) -> String = { $0 },
    keepsImage: @escaping (String) -> Bool = { _ in false }
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
    // What was put into a block's place has no line of its own: it gets the first that is free.
    var line = 1
    for item in BodyItem.items(of: document, in: lesson) {
      switch item {
      case .cell(let index):
        parts.append(.cell(index))
        line = (lesson.cells[index].outputs.last?.fence ?? lesson.cells[index].fence).lines.upperBound
      case .prose(let node):
        line = max(line, node.line)
        parts.append(.prose(prose(node, of: document, line, &anchors)))
      case .output: break
      }
    }
  }

  /// The text of the first paragraph; empty where there is none.
  public var excerpt: String {
    parts.lazy.compactMap { part in
      guard case .prose(let prose) = part, case .paragraph(let inlines) = prose.block else { return nil }
      return inlines.map(\.text).joined()
    }.first ?? ""
  }

  private mutating func prose(
    _ node: MarkdownNode, of document: MarkdownDocument, _ line: Int, _ anchors: inout Anchors
  ) -> Prose {
    var html = document.html(of: node)
    if node.kind == .heading {
      let anchor = anchors.make(for: node.text)
      headings.append(Heading(level: node.level, text: node.text.withoutControls, anchor: anchor))
      html = "<h\(node.level) id=\"\(anchor)\">" + html.dropFirst(4)
    }
    return Prose(
      line: line, block: ProseBlock(node), html: html.withoutControls,
      markdown: document.markdown(of: node).withoutControls)
  }
}

/// What a block in the margin is to a page.
private enum BodyItem {
  case prose(MarkdownNode)
  case cell(Int)
  case output

  /// The blocks in the margin, without a `<details>` that only folds away the outputs of other variants.
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
