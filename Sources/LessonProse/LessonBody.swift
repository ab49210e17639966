import LessonFormat

/// A lesson's prose and cells in the order in which a page shows them, sanitized.
///
/// Control characters, and those that change the direction of writing, become U+FFFD. See ``MarkdownSanitizer`` for the rest.
public struct LessonBody: Sendable {
  /// A part of a lesson.
  public enum Part: Equatable, Sendable {
    /// A block of prose.
    case prose(Prose)
    /// The cell with this index and its outputs.
    case cell(Int)
    /// The starter of the exercise that is the cell with this index.
    case exercise(Int)
    /// The text and the choices of the question with this index.
    case question(Int, [Prose])
    /// A check, a hint, a solution or an answer.
    case fold(Fold)

    /// The prose of the part; none for a cell.
    public var prose: [Prose] {
      switch self {
      case .prose(let prose): [prose]
      case .question(_, let prose): prose
      case .fold(let fold): fold.prose
      case .cell, .exercise: []
      }
    }
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
    /// The level, from 1 to 6.
    public var level: Int
    /// The text without markup.
    public var text: String
    /// The name by which a link on the page finds it.
    public var anchor: String
  }

  /// The error that the prose could not be sanitized, so none of it may be shown.
  public struct UnsafeProse: Error {}

  /// The parts in order.
  public private(set) var parts: [Part] = []
  /// The headings that are neither nested nor folded, in order; none if the prose was read for a terminal only.
  public let headings: [Heading]
  /// The paths of the images that are shown, as written in the lesson.
  public let images: [String]
  /// The image paths below the lesson's folder at which there is no image to show.
  public let missingImages: [String]

  /// Returns the anchor of a cell or a question on a page.
  public static func anchor(ofCell id: String) -> String { "cell-\(id)" }

  /// Reads and sanitizes the prose of a lesson without problems.
  ///
  /// - Parameters:
  ///   - link: converts a link's address in the lesson to its address on the page.
  ///   - keepsImage: returns whether the page can show the image at a path below the lesson's folder.
  ///   - showsSolutions: whether the solutions of exercises and the answers to questions are among the parts.
  ///   - isForPages: whether the prose is also written as HTML and as Markdown, which a terminal does not need.
  /// - Throws: ``UnsafeProse`` if the prose cannot be sanitized.
  public init(
    _ lesson: Lesson, link: @escaping (String) -> String = { $0 },
    keepsImage: @escaping (String) -> Bool = { _ in false }, showsSolutions: Bool = true, isForPages: Bool = true
  ) throws(UnsafeProse) {
    let text = BodyText(lesson)
    guard let document = MarkdownDocument(Array(text.text.utf8)) else { throw UnsafeProse() }
    var sanitizer = MarkdownSanitizer(link: link, keepsImage: keepsImage)
    let layout: BodyLayout
    do {
      layout = try BodyLayout(document.root, text, of: lesson, showsSolutions: showsSolutions)
      try sanitizer.clean(document.root)
    } catch { throw UnsafeProse() }
    images = sanitizer.images
    missingImages = sanitizer.missingImages
    var writer = ProseWriter(document, text, of: lesson, isForPages: isForPages)
    for item in layout.items(of: document.root) {
      switch item {
      case .prose(let node): parts.append(.prose(writer.prose(node)))
      case .cell(let index):
        parts.append(lesson.cells[index].exercise == nil ? .cell(index) : .exercise(index))
        writer.skip(to: (lesson.cells[index].outputs.last?.fence ?? lesson.cells[index].fence).lines.upperBound)
      case .question(let index, let node):
        parts.append(.question(index, writer.blocks(of: node, lesson.questions[index].fence.lines, areMade: true)))
      case .fold(let kind, let lines, let summary, let node):
        parts.append(.fold(Fold(kind: kind, lines: lines, prose: writer.fold(kind, lines, summary, node))))
      case .omitted: break
      }
    }
    headings = writer.headings
  }

  /// The text of the first paragraph; empty if there is none.
  public var excerpt: String {
    parts.lazy.compactMap { part in
      guard case .prose(let prose) = part, case .paragraph(let inlines) = prose.block else { return nil }
      return inlines.map(\.text).joined()
    }.first ?? ""
  }
}
