/// The limits on a Markdown text, which bound the time and the memory that parsing and rendering take.
///
/// cmark needs time or memory that grows with the square of some texts' length, such as `![[]()` repeated, and many versions are in
/// use. The limits are far beyond what anyone writes. Code blocks in the margin are not limited, because cmark does not look into them.
struct MarkdownLimits {
  /// The maximum size of a lesson in bytes.
  static let size = 2 << 20
  /// The maximum number of special characters in consecutive lines without an empty one.
  static let marksInParagraph = 4_000
  /// The maximum number of special characters in a text.
  static let marks = 20_000
  /// The maximum depth of quotes and lists.
  static let depth = 100
  /// The maximum number of cells in all tables, including those that cmark adds to short rows.
  static let tableCells = 100_000
  /// The maximum size in bytes of all links whose address is defined elsewhere, if each had the longest definition.
  static let referencedBytes = 20_000_000

  /// The first problem, or nil if the text keeps to the limits.
  private(set) var problem: LessonProblem?

  private var blocks = MarkdownBlockScanner()
  private var paragraph = Paragraph()
  private var marks = 0
  private var closingBrackets = 0
  private var tableCells = 0
  private var longestDefinition = (bytes: 0, line: 1)

  /// What is counted in consecutive lines without an empty one.
  private struct Paragraph {
    var marks = 0
    var lines = 0
    var columns = 0
    /// The size and the line of the last definition of a link.
    var definition: (bytes: Int, line: Int)?
  }

  /// Checks a text, skipping its first lines.
  init(_ source: SourceText, skipping skippedLines: Int = 0) {
    source.bytes.withUnsafeBufferPointer { bytes in
      var line = skippedLines + 1
      while line <= source.lineCount, problem == nil {
        let text = UnsafeBufferPointer(rebasing: bytes[source.range(ofLine: line)])
        if blocks.isParsed(text) { check(text, line) } else { endParagraph() }
        line += 1
      }
    }
    endParagraph()
    if closingBrackets * longestDefinition.bytes > Self.referencedBytes {
      report(.tooMuchReferenced(limit: Self.referencedBytes), longestDefinition.line, 0)
    }
  }

  private mutating func check(_ text: UnsafeBufferPointer<UInt8>, _ line: Int) {
    let containers = MarkdownContainers(text)
    marks += containers.items
    paragraph.marks += containers.items
    if containers.depth > Self.depth { report(.nestedTooDeeply(limit: Self.depth), line, containers.end - 1) }

    var columns = 1
    var last: UInt8 = 0
    for (index, byte) in text.enumerated() {
      if byte.isMark {
        marks += 1
        paragraph.marks += 1
        if byte == UInt8(ascii: "]") { closingBrackets += 1 }
        if byte == UInt8(ascii: ":"), last == UInt8(ascii: "]") { beginDefinition(line) }
        if paragraph.marks > Self.marksInParagraph {
          report(.tooManyMarksInParagraph(limit: Self.marksInParagraph), line, index)
        }
        if marks > Self.marks { report(.tooManyMarks(limit: Self.marks), line, index) }
      } else if byte == UInt8(ascii: "|") {
        columns += 1
      }
      last = byte
    }
    paragraph.definition?.bytes += text.count + 1
    paragraph.lines += 1
    if columns > 1 { paragraph.columns = max(paragraph.columns, columns) }
    if tableCells + paragraph.lines * paragraph.columns > Self.tableCells {
      report(.tooManyTableCells(limit: Self.tableCells), line, 0)
    }
  }

  private mutating func beginDefinition(_ line: Int) {
    endDefinition()
    paragraph.definition = (0, line)
  }

  private mutating func endDefinition() {
    if let definition = paragraph.definition, definition.bytes > longestDefinition.bytes {
      longestDefinition = definition
    }
  }

  private mutating func endParagraph() {
    endDefinition()
    tableCells += paragraph.lines * paragraph.columns
    paragraph = Paragraph()
  }

  private mutating func report(_ kind: LessonProblem.Kind, _ line: Int, _ offset: Int) {
    if problem == nil { problem = LessonProblem(kind, at: SourceLocation(line: line, column: offset + 1)) }
  }
}

extension UInt8 {
  /// Whether the character may make cmark search the rest of a paragraph.
  fileprivate var isMark: Bool {
    switch self {
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"),
      UInt8(ascii: "@"), UInt8(ascii: "&"), UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: "`"):
      true
    default: false
    }
  }
}
