extension Lesson {
  /// Parses a lesson and collects all its problems.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes, which may be anything.
  ///   - file: the path that messages show; the lesson's name is taken from it.
  public init(parsing bytes: [UInt8], file: String) {
    var parser = LessonParser(source: SourceText(bytes), name: Lesson.name(ofFile: file))
    parser.parse()
    name = Lesson.name(ofFile: file)
    self.file = file
    source = parser.source
    title = parser.outline.title?.text ?? ""
    cells = parser.cells
    segments = parser.segments()
    problems = parser.listedProblems
  }

  private init(unreadable file: String, reason: String) {
    name = Lesson.name(ofFile: file)
    self.file = file
    source = SourceText([])
    (title, segments, cells) = ("", [], [])
    problems = [LessonProblem(.unreadable(reason: reason), at: SourceLocation(line: 1))]
  }

  /// Reads and parses a lesson from a file.
  ///
  /// If the file cannot be read, the lesson has that as its only problem.
  public init(reading path: String, file: String? = nil) {
    do {
      self.init(parsing: try FileReader.bytes(of: path), file: file ?? path)
    } catch {
      self.init(unreadable: file ?? path, reason: error.reason)
    }
  }
}

/// Builds a lesson from the blocks of its Markdown.
struct LessonParser {
  let source: SourceText
  let name: String
  private let frontMatter: FrontMatter
  let outline: MarkdownOutline
  /// The limit that the Markdown exceeds, which is then not parsed.
  private let limitProblem: LessonProblem?
  private(set) var cells: [Cell] = []
  private(set) var problems: [LessonProblem] = []
  /// The line of each cell, by id.
  private var lineOfID: [String: Int] = [:]
  /// The line of each output of the last cell, by variant.
  private var lineOfVariant: [String?: Int] = [:]
  /// What the next `output` block belongs to.
  private var owner = Owner.none

  private enum Owner {
    case none
    case lastCell
    /// A misspelt cell, which has already been reported.
    case misspeltCell
  }

  init(source: SourceText, name: String) {
    self.source = source
    self.name = name
    guard source.bytes.count <= MarkdownLimits.size else {
      (frontMatter, outline) = (FrontMatter(), MarkdownOutline())
      limitProblem = LessonProblem(.tooLarge(limit: MarkdownLimits.size), at: SourceLocation(line: 1))
      return
    }
    frontMatter = FrontMatter(of: source)
    limitProblem = MarkdownLimits(source, skipping: frontMatter.lines.count).problem
    outline = limitProblem == nil ? MarkdownOutline(of: source, skipping: frontMatter.lines.count) : MarkdownOutline()
  }

  /// The problems in the order of the lines.
  var listedProblems: [LessonProblem] {
    let sorted = problems.sorted { $0.location < $1.location }
    guard sorted.count > Lesson.problemLimit else { return sorted }
    let end = LessonProblem(.tooManyProblems(limit: Lesson.problemLimit), at: sorted[Lesson.problemLimit].location)
    return sorted.prefix(Lesson.problemLimit) + [end]
  }

  mutating func parse() {
    problems += SourceChecks(source: source, name: name).problems
    guard !problems.contains(where: { $0.kind == .emptyFile }) else { return }
    problems += frontMatter.problems
    if let limitProblem { return problems.append(limitProblem) }
    for fence in outline.fences where problems.count <= Lesson.problemLimit { read(fence) }
    problems += MisplacedFences(source: source, outline: outline, skipping: frontMatter.lines).problems
    checkTitle()
    if cells.count > Lesson.cellLimit {
      report(.tooManyCells(limit: Lesson.cellLimit), at: SourceLocation(line: cells[Lesson.cellLimit].line))
    }
  }

  /// Returns the file split into consecutive runs of lines without gaps.
  func segments() -> [Segment] {
    var marked: [Segment] = frontMatter.lines.isEmpty ? [] : [Segment(kind: .frontMatter, lines: frontMatter.lines)]
    for (index, cell) in cells.enumerated() {
      marked.append(Segment(kind: .cell(index), lines: cell.fence.lines))
      for (number, output) in cell.outputs.enumerated() {
        marked.append(Segment(kind: .output(cell: index, index: number), lines: output.fence.lines))
      }
    }
    var segments: [Segment] = []
    var next = 1
    for segment in marked {
      if next < segment.lines.lowerBound {
        segments.append(Segment(kind: .prose, lines: next..<segment.lines.lowerBound))
      }
      segments.append(segment)
      next = segment.lines.upperBound
    }
    if next <= source.lineCount { segments.append(Segment(kind: .prose, lines: next..<source.lineCount + 1)) }
    return segments
  }

  // MARK: - Fences

  private mutating func read(_ fence: MarkdownOutline.Fence) {
    let location = source.location(ofByte: fence.info.lowerBound)
    let opening = FenceOpening(InfoString(source.bytes[fence.info], at: location))
    if let container = fence.container {
      if opening.kind != nil || opening.mistake != nil {
        report(.fenceInContainer(word: opening.word, container: container), at: opening.location)
      }
      return
    }
    if !fence.isClosed {
      report(
        .unclosedFence(word: opening.word), at: SourceLocation(line: fence.lines.lowerBound, column: fence.indent + 1))
    }
    if let mistake = opening.mistake {
      report(mistake, at: opening.location)
      let meant: BlockKind? =
        if case .unknownFenceWord(_, let suggestion) = mistake { BlockKind.named(suggestion) } else { nil }
      if meant?.belongsToCell != true { owner = .misspeltCell }
      return
    }
    guard let kind = opening.kind else {
      owner = .none
      return
    }
    kind.read(&self, opening, fence)
  }

  mutating func readCell(_ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    var attributes = frontMatter.defaults
    var reader = AttributeReader(CellAttributes.table, of: "a cell")
    reader.read(opening, into: &attributes)
    problems += reader.problems

    if !opening.attributes.contains(where: { $0.key == "id" }) {
      report(.missingID, at: opening.location)
    } else if let firstLine = lineOfID[attributes.id] {
      let location = opening.attributes.first { $0.key == "id" }?.location ?? opening.location
      report(.repeatedID(attributes.id, firstLine: firstLine), at: location)
    } else if !attributes.id.isEmpty {
      lineOfID[attributes.id] = fence.lines.lowerBound
    }
    let block = Fence(lines: fence.lines)
    cells.append(Cell(attributes: attributes, fence: block, code: source.text(ofLines: block.contentLines)))
    owner = .lastCell
    lineOfVariant = [:]
  }

  /// Reads an expected output and adds it to the last cell.
  mutating func readOutput(_ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    let block = Fence(lines: fence.lines)
    let text = block.contentLines.map { source.text(ofLine: $0).droppingSpaces(atMost: fence.indent) + "\n" }.joined()
    var output = ExpectedOutput(variant: nil, isLiteral: false, fence: block, text: text)
    var reader = AttributeReader(ExpectedOutput.table, of: "an output")
    reader.read(opening, into: &output)
    problems += reader.problems

    guard owner == .lastCell, let cell = cells.indices.last else {
      if owner == .none { report(.outputWithoutCell, at: opening.location) }
      return
    }
    if cells[cell].attributes.isFileScope { report(.outputOfFileScope, at: opening.location) }
    if let firstLine = lineOfVariant[output.variant] {
      report(.repeatedOutput(variant: output.variant, firstLine: firstLine), at: opening.location)
    } else {
      lineOfVariant[output.variant] = fence.lines.lowerBound
    }
    cells[cell].outputs.append(output)
  }

  private mutating func checkTitle() {
    let firstCell = cells.first?.line ?? .max
    if (outline.title?.line ?? .max) >= firstCell || outline.title == nil {
      report(.noTitle, at: SourceLocation(line: min(firstCell, frontMatter.lines.upperBound)))
    }
  }

  private mutating func report(_ kind: LessonProblem.Kind, at location: SourceLocation) {
    problems.append(LessonProblem(kind, at: location))
  }
}

extension String {
  /// Returns the text without its first spaces: CommonMark removes a fence's indentation from the lines inside it.
  fileprivate func droppingSpaces(atMost count: Int) -> Substring {
    dropFirst(prefix(count).prefix { $0 == " " }.count)
  }
}
