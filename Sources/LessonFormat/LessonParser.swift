extension Lesson {
  /// Parses a lesson and collects all its problems.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes, which may be anything.
  ///   - file: the path that messages show; the lesson's name is taken from it.
  ///   - form: what the file is.
  public init(parsing bytes: [UInt8], file: String, as form: Form = .lesson) {
    var parser = LessonParser(source: SourceText(bytes), name: Lesson.name(ofFile: file), form: form)
    parser.parse()
    name = Lesson.name(ofFile: file)
    self.file = file
    self.form = form
    source = parser.source
    title = parser.outline.title?.text(in: parser.source) ?? ""
    cells = parser.cells
    questions = parser.questions
    examples = parser.examples
    outline = parser.outline
    segments = parser.segments()
    problems = parser.listedProblems
  }

  private init(unreadable file: String, as form: Form, reason: String) {
    name = Lesson.name(ofFile: file)
    self.file = file
    self.form = form
    source = SourceText([])
    outline = MarkdownOutline()
    (title, segments, cells, questions, examples) = ("", [], [], [], [])
    problems = [LessonProblem(.unreadable(reason: reason), at: SourceLocation(line: 1))]
  }

  /// Reads and parses a lesson from a file.
  ///
  /// If the file cannot be read, the lesson has that as its only problem.
  public init(reading path: String, file: String? = nil, as form: Form = .lesson) {
    do {
      self.init(parsing: try FileReader.bytes(of: path), file: file ?? path, as: form)
    } catch {
      self.init(unreadable: file ?? path, as: form, reason: error.reason)
    }
  }
}

/// Builds a lesson from the blocks of its Markdown.
struct LessonParser {
  let source: SourceText
  let name: String
  let form: Lesson.Form
  private let frontMatter: FrontMatter
  var settings: FileSettings
  let outline: MarkdownOutline
  /// The limit that the Markdown exceeds, which is then not parsed.
  private let limitProblem: LessonProblem?
  var cells: [Cell] = []
  var questions: [Question] = []
  var examples: [Example] = []
  var problems: [LessonProblem] = []
  /// The line of each cell, by id.
  private var lineOfID: [String: Int] = [:]
  /// The line of each output of the last cell, by variant.
  private var lineOfVariant: [String?: Int] = [:]
  /// What the next `output` block belongs to.
  var owner = Owner.none
  /// What the next `swift-check`, `swift-solution` or `answer` block belongs to.
  var task = Owner.none

  enum Owner {
    case none
    case lastCell, lastQuestion
    /// A misspelt block, which has already been reported.
    case misspelt
  }

  init(source: SourceText, name: String, form: Lesson.Form) {
    self.source = source
    self.name = name
    self.form = form
    guard source.bytes.count <= MarkdownLimits.size else {
      (frontMatter, settings, outline) = (FrontMatter(), FileSettings(), MarkdownOutline())
      limitProblem = LessonProblem(.tooLarge(limit: MarkdownLimits.size), at: SourceLocation(line: 1))
      return
    }
    frontMatter = FrontMatter(of: source)
    settings = frontMatter.settings
    limitProblem = MarkdownLimits(source, skipping: frontMatter.lines.count).problem
    outline = limitProblem == nil ? MarkdownOutline(of: source, skipping: frontMatter.lines.count) : MarkdownOutline()
  }

  /// The first line after the front matter.
  var frontMatterEnd: Int { frontMatter.lines.upperBound }

  /// The problems in the order of the lines.
  var listedProblems: [LessonProblem] {
    let sorted = problems.sorted { $0.location < $1.location }
    guard sorted.count > Lesson.problemLimit else { return sorted }
    let end = LessonProblem(.tooManyProblems(limit: Lesson.problemLimit), at: sorted[Lesson.problemLimit].location)
    return sorted.prefix(Lesson.problemLimit) + [end]
  }

  mutating func parse() {
    problems += SourceChecks(source: source, name: form == .lesson ? name : nil).problems
    guard !problems.contains(where: { $0.kind == .emptyFile }) else { return }
    problems += frontMatter.problems
    if let limitProblem { return problems.append(limitProblem) }
    // What else is wrong follows from these.
    if let conflict { return problems = [conflict] }
    readSettings()
    for fence in outline.fences where problems.count <= Lesson.problemLimit { read(fence) }
    completeTasks()
    problems += MisplacedFences(source: source, outline: outline, skipping: frontMatter.lines).problems
    if form == .lesson { checkTitle() }
    let limit = Lesson.cellLimit
    if cells.count > limit { report(.tooManyCells(limit: limit), at: SourceLocation(line: cells[limit].line)) }
    if questions.count > limit {
      report(.tooManyQuestions(limit: limit), at: SourceLocation(line: questions[limit].line))
    }
  }

  /// The problem that a merge left its marks in the file; a page that shows such marks has them in a block without a meaning here.
  private var conflict: LessonProblem? {
    guard let start = line(beginningWith: "<<<<<<< ", after: 0),
      let end = line(beginningWith: ">>>>>>> ", after: start)
    else { return nil }
    let example = outline.fences.first { $0.lines.contains(start) && $0.lines.contains(end) }
    let isExample = example.map {
      FenceOpening(InfoString(source.bytes[$0.info], at: SourceLocation(line: 1))).kind == nil
    }
    guard isExample != true else { return nil }
    return LessonProblem(.conflictMarkers(lastLine: end), at: SourceLocation(line: start))
  }

  private func line(beginningWith mark: String, after line: Int) -> Int? {
    // Most lines differ in their first byte.
    let first = mark.utf8.first
    return (line + 1..<source.lineCount + 1).first {
      source.bytes[source.fullRange(ofLine: $0).lowerBound] == first
        && source.bytes[source.range(ofLine: $0)].starts(with: mark.utf8)
    }
  }

  /// Whether there are more cells or questions than a lesson can have.
  var hasTooManyCells: Bool { max(cells.count, questions.count) > Lesson.cellLimit }

  /// Returns the file split into consecutive runs of lines without gaps.
  func segments() -> [Segment] {
    var marked: [Segment] = frontMatter.lines.isEmpty ? [] : [Segment(kind: .frontMatter, lines: frontMatter.lines)]
    for (index, cell) in cells.enumerated() {
      marked.append(Segment(kind: .cell(index), lines: cell.fence.lines))
      for (number, output) in cell.outputs.enumerated() {
        marked.append(Segment(kind: .output(cell: index, index: number), lines: output.fence.lines))
      }
      marked += cell.exercise?.segments(cell: index) ?? []
    }
    for (index, question) in questions.enumerated() { marked += question.segments(index) }
    marked.sort { $0.lines.lowerBound < $1.lines.lowerBound }
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
      } else if opening.isPlainSwift, settings.compilesPlainSwift {
        guard container == .list else {
          return report(.fenceInContainer(word: "swift", container: container), at: opening.location)
        }
        requireClosed(fence, opening)
        readExample(fence)
      }
      return
    }
    requireClosed(fence, opening)
    if let mistake = opening.mistake {
      report(mistake, at: opening.location)
      let meant: BlockKind? =
        if case .unknownFenceWord(_, let suggestion) = mistake { BlockKind.named(suggestion) } else { nil }
      if meant?.belongsToPrevious != true { (owner, task) = (.misspelt, .misspelt) }
      return
    }
    guard let kind = opening.kind else {
      if opening.isPlainSwift, settings.compilesPlainSwift { readExample(fence) }
      owner = .none
      return
    }
    kind.read(&self, opening, fence)
  }

  private mutating func requireClosed(_ fence: MarkdownOutline.Fence, _ opening: FenceOpening) {
    guard !fence.isClosed else { return }
    report(
      .unclosedFence(word: opening.word), at: SourceLocation(line: fence.lines.lowerBound, column: fence.indent + 1))
  }

  mutating func readCell(_ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    var attributes = settings.defaults
    read(CellAttributes.table, of: "a cell", from: opening, into: &attributes)
    if form == .document, attributes.id.isEmpty { attributes.id = "cell-\(cells.count + 1)" }
    checkID(attributes.id, of: "a cell", opening, fence)
    let block = Fence(fence)
    cells.append(Cell(attributes: attributes, fence: block, code: source.text(ofLines: block.contentLines)))
    (owner, task) = (.lastCell, .none)
    lineOfVariant = [:]
    if attributes.isExercise { beginExercise(opening) }
  }

  /// Reports a missing or repeated id, and keeps a new one.
  mutating func checkID(_ id: String, of owner: String, _ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    if form == .lesson, !opening.attributes.contains(where: { $0.key == "id" }) {
      report(.missingID(of: owner), at: opening.location)
    } else if let firstLine = lineOfID[id] {
      let location = opening.attributes.first { $0.key == "id" }?.location ?? opening.location
      report(.repeatedID(id, firstLine: firstLine), at: location)
    } else if !id.isEmpty {
      lineOfID[id] = fence.lines.lowerBound
    }
  }

  /// Reads a block's attributes with the given table.
  mutating func read<Block>(
    _ table: [Attribute<Block>], of owner: String, from opening: FenceOpening, into block: inout Block
  ) {
    var reader = AttributeReader(table, of: owner)
    reader.read(opening, into: &block)
    problems += reader.problems
  }

  /// Reads an expected output and adds it to the last cell.
  mutating func readOutput(_ opening: FenceOpening, _ fence: MarkdownOutline.Fence) {
    let block = Fence(fence)
    let text = block.contentLines.map { source.text(ofLine: $0).droppingSpaces(atMost: fence.indent) + "\n" }.joined()
    var output = ExpectedOutput(variant: nil, isLiteral: false, fence: block, text: text)
    read(ExpectedOutput.table, of: "an output", from: opening, into: &output)

    guard owner == .lastCell, let cell = cells.indices.last else {
      if owner == .none { report(.outputWithoutCell, at: opening.location) }
      return
    }
    if cells[cell].attributes.isExercise { return report(.outputOfExercise, at: opening.location) }
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
    if (outline.title?.lines.lowerBound ?? .max) >= firstCell || outline.title == nil {
      report(.noTitle, at: SourceLocation(line: min(firstCell, frontMatter.lines.upperBound)))
    }
  }

  mutating func report(_ kind: LessonProblem.Kind, at location: SourceLocation) {
    problems.append(LessonProblem(kind, at: location))
  }
}

extension String {
  /// Returns the text without its first spaces: CommonMark removes a fence's indentation from the lines inside it.
  fileprivate func droppingSpaces(atMost count: Int) -> Substring {
    dropFirst(prefix(count).prefix { $0 == " " }.count)
  }
}
