import CMarkGFM

/// A lesson's prose and cells in the order in which a page shows them, in forms that can do no harm.
///
/// Control characters, and those that turn the direction of writing, are shown as U+FFFD. See ``HarmlessMarkdown`` for the rest.
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
    /// The block, for who lays it out; nil where it is only a mark of a web page, such as `</details>`.
    public var block: ProseBlock?
    /// The block as HTML.
    public var html: String
    /// The block as Markdown (GitHub's), ended by a line feed.
    public var markdown: String
  }

  /// A heading, with the name of the place it stands at.
  public struct Heading: Equatable, Sendable {
    public var level: Int
    public var text: String
    public var anchor: String
  }

  /// The parts in their order.
  public private(set) var parts: [Part] = []
  /// The headings in the margin, in their order.
  public private(set) var headings: [Heading] = []
  /// The paths of the images that are shown, as the lesson gives them.
  public private(set) var images: [String] = []
  /// The paths below the lesson's folder at which there is no image to show.
  public private(set) var missingImages: [String] = []

  /// The names of places that are taken, and the last number that was put behind each.
  private var anchors: [String: Int]

  /// The name of the place where a cell stands on a page.
  public static func anchor(ofCell id: String) -> String { "cell-\(id)" }

  /// Reads the prose of a lesson without problems.
  ///
  /// - Parameters:
  ///   - link: gives a link's address on the page for the one in the lesson.
  ///   - keepsImage: whether the page can show the image at a path below the lesson's folder.
  public init(
    _ lesson: Lesson, link: @escaping (String) -> String = { $0 },
    keepsImage: @escaping (String) -> Bool = { _ in false }
  ) {
    anchors = Dictionary(lesson.cells.map { (Self.anchor(ofCell: $0.id), 0) }) { first, _ in first }
    guard let parser = MarkdownOutline.makeParser() else { return }
    defer { cmark_parser_free(parser) }
    let frontMatter = lesson.segments.first { $0.kind == .frontMatter }?.lines.count ?? 0
    let text = lesson.source.text(ofLines: frontMatter + 1..<lesson.source.lineCount + 1)
    MarkdownOutline.feed(
      Array((String(repeating: "\n", count: frontMatter) + text.withoutControls).utf8), to: parser)
    guard let pointer = cmark_parser_finish(parser), let document = MarkdownNode(pointer) else { return }
    defer { cmark_node_free(pointer) }
    var cleaning = HarmlessMarkdown(link: link, keepsImage: keepsImage)
    cleaning.clean(document)
    images = cleaning.images
    missingImages = cleaning.missingImages
    let extensions = cmark_parser_get_syntax_extensions(parser)
    // What was put into a block's place has no line of its own: it has the first that is free.
    var line = 1
    for item in Self.items(of: document, in: lesson) {
      switch item {
      case .cell(let index):
        parts.append(.cell(index))
        line = (lesson.cells[index].outputs.last?.fence ?? lesson.cells[index].fence).lines.upperBound
      case .prose(let node):
        line = max(line, node.line)
        parts.append(.prose(prose(node, line, extensions)))
      case .output: break
      }
    }
  }

  private enum Item {
    case prose(MarkdownNode)
    case cell(Int)
    case output
  }

  /// The blocks in the margin, without the `<details>` that only fold outputs of other circumstances away.
  private static func items(of document: MarkdownNode, in lesson: Lesson) -> [Item] {
    var itemOfLine: [Int: Item] = [:]
    for (index, cell) in lesson.cells.enumerated() {
      itemOfLine[cell.line] = .cell(index)
      for output in cell.outputs { itemOfLine[output.fence.lines.lowerBound] = .output }
    }
    var items = document.children.map { node in
      node.type == "code_block" ? itemOfLine[node.line] ?? .prose(node) : .prose(node)
    }
    for start in items.indices.reversed() {
      guard case .prose(let node) = items[start], node.type == "html_block", RawHTML(node.literal).leavesDetailsOpen
      else {
        continue
      }
      let outputs = items[(start + 1)...].prefix { if case .output = $0 { true } else { false } }
      guard !outputs.isEmpty, outputs.endIndex < items.count, case .prose(let end) = items[outputs.endIndex],
        end.type == "html_block", RawHTML(end.literal).closesDetails
      else { continue }
      items.removeSubrange(start...outputs.endIndex)
    }
    return items
  }

  private mutating func prose(_ node: MarkdownNode, _ line: Int, _ extensions: UnsafeMutablePointer<cmark_llist>?)
    -> Prose
  {
    var html = node.html(extensions)
    if node.type == "heading" {
      let anchor = newAnchor(for: node.text)
      headings.append(Heading(level: node.level, text: node.text.withoutControls, anchor: anchor))
      html = "<h\(node.level) id=\"\(anchor)\">" + html.dropFirst(4)
    }
    return Prose(
      line: line, block: ProseBlock(node), html: html.withoutControls, markdown: node.markdown.withoutControls)
  }

  /// A name for the place of a heading, unique on the page, as code hosts make it: in lower case, without punctuation, with hyphens for
  /// blanks.
  private mutating func newAnchor(for text: String) -> String {
    let kept = text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
    let name = kept.isEmpty ? "section" : kept.replacing(" ", with: "-").withoutControls
    guard var number = anchors[name] else {
      anchors[name] = 0
      return name
    }
    repeat { number += 1 } while anchors["\(name)-\(number)"] != nil
    anchors[name] = number
    anchors["\(name)-\(number)"] = 0
    return "\(name)-\(number)"
  }
}
