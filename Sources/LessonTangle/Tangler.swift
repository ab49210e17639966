import LessonFormat

/// Places the code of a lesson's cells, and the glue code around them, on the lines of the Markdown.
struct Tangler {
  /// For whom the source is.
  enum Layout {
    /// For the compiler: `#sourceLocation` says which line is which.
    case compiled
    /// For an editor: line N is line N without that, and only what has no other place goes after the lines.
    case edited
  }

  let lesson: Lesson
  let answer: TangledLesson.Answer?
  private let layout: Layout
  private var lines: [TracedText]
  /// The imports on the first line, where no code stands and none can take them in.
  private var imports: TracedText = ""
  private var tail: TracedText = ""
  private var awaits = false
  /// What stands before the end of each scope that is open to the end of the lesson.
  private var scopes: [TracedText] = []

  /// Tangles a lesson, or the part of it that ends with an answered exercise.
  init(_ lesson: Lesson, answer: TangledLesson.Answer? = nil, layout: Layout) {
    self.lesson = lesson
    self.answer = answer
    self.layout = layout
    lines = Array(repeating: "", count: lesson.source.lineCount)
    var examples = (answer == nil ? lesson.examples : [])[...]
    for (index, cell) in cells.enumerated() {
      while let example = examples.first, example.fence.lines.lowerBound < cell.line { add(examples.removeFirst()) }
      add(cell, index)
    }
    while !examples.isEmpty { add(examples.removeFirst()) }
  }

  /// The cells that are compiled; more than a lesson can have would be nested too deeply for a compiler.
  private var cells: ArraySlice<Cell> { lesson.cells.prefix(answer.map { $0.index + 1 } ?? Lesson.cellLimit) }

  /// The first line whose code is in the lesson's function, or nil if there is none.
  private var firstLine: Int? {
    let cell = lesson.cells.first { !$0.attributes.isFileScope || $0.exercise != nil }?.line
    return [cell, answer == nil ? lesson.examples.first?.fence.lines.lowerBound : nil].compactMap { $0 }.min()
  }

  // MARK: - The source

  /// Returns the source of the cells.
  ///
  /// - Parameter arguments: further arguments for the compiled lesson.
  func source(after arguments: String) -> TracedText {
    let type = TangledLesson.typeName(lesson.name)
    let file = lesson.file.asSwiftLiteral
    let opening: TracedText =
      "import LessonRuntime; nonisolated enum \(type) { @Sendable static func body(_ __lesson: LessonContext) \(awaits ? "async " : "")throws { "
    var lines = lines
    if let first = firstLine {
      // On line 2, as the compiler quotes the two lines above an error.
      lines[min(first - 1, 1)] = opening + lines[min(first - 1, 1)]
    } else {
      lines.append(opening)
    }
    switch layout {
    case .compiled:
      // A document may begin with a cell.
      let directive: TracedText = "#sourceLocation(file: \(file), line: 2)"
      lines[0] = firstLine == 1 ? lines[0] + "\n" + directive : directive
    case .edited: lines[0] = imports + lines[0]
    }
    let table = lesson.cells.map { cell in
      "    CompiledCell(id: \(cell.id.asSwiftLiteral), line: \(cell.line), "
        + "digest: 0x\(String(cell.digest, radix: 16))),\n"
    }
    let end: TracedText = "\n\(layout == .compiled ? "#sourceLocation()\n" : "")try __lesson.finish()\n"
    let compiled: TracedText = """
       }
        static let compiled = CompiledLesson(
          name: \(lesson.name.asSwiftLiteral), file: \(file), \(arguments)isDocument: \(lesson.form == .document), cells: [
      \(table.joined())  ], body: .\(awaits ? "async" : "sync")(body))
      }

      """
    // What describes the lesson refers to its text, which a lesson that was never built does not have in Swift.
    return lines.joined(separator: "\n") + end + scopes.reversed().map { $0 + "}" }.joined()
      + (layout == .compiled ? compiled : " }\n}\n") + tail
  }

  // MARK: - Blocks

  private mutating func add(_ cell: Cell, _ index: Int) {
    let block = BlockCode(cell.code, in: cell.fence)
    if let exercise = cell.exercise {
      add(exercise, of: cell, index)
    } else if cell.attributes.isFileScope {
      addToTail(placed(block, showsValue: false, mayAwait: false), line: block.firstLine)
    } else if cell.attributes.expectedError != nil {
      put(
        placed(block, showsValue: true), at: cell.fence, "do { try __lesson.next(\(index)); ",
        "} catch { try __lesson.caught(error) }")
    } else {
      put(placed(block, showsValue: true), at: cell.fence, "try __lesson.next(\(index)); do { ")
      scopes.append("")
    }
  }

  /// Adds an example in a function that nobody calls, or at file scope if it has something that Swift allows only there.
  private mutating func add(_ example: Example) {
    let block = BlockCode(example.code, in: example.fence)
    var placed = placed(block, showsValue: false, mayAwait: false)
    if placed.code.needsFileScope {
      addToTail(placed, line: block.firstLine)
    } else {
      // An example need not use what it declares; the compiler would warn of that.
      placed.closing += "\(placed.code.namesOfValues.map { "; _ = \($0)" }.joined())"
      put(placed, at: example.fence, "func __lessonExample\(block.firstLine)() async throws { ", "}")
    }
  }

  /// Adds the starter with the checks in a scope that is entered only to try the starter, and then the solution, again with the checks, in
  /// the scope of the cells that follow.
  private mutating func add(_ exercise: Exercise, of cell: Cell, _ index: Int) {
    // The others are a problem of the lesson; they stay in the solution's scope.
    let end = exercise.solution?.fence.lines.lowerBound ?? .max
    let tried = exercise.checks.prefix { $0.fence.lines.lowerBound < end }
    if answer == nil {
      let endOfTry: TracedText = "; try __lesson.endTry() }"
      let starter = placed(BlockCode(cell.code, in: cell.fence), showsValue: false)
      put(starter, at: cell.fence, "if try __lesson.tries(\(index)) { ", tried.isEmpty ? endOfTry : "")
      for (number, check) in exercise.checks.enumerated() {
        let code = placed(BlockCode(check.code, in: check.fence), showsValue: false)
        put(code, at: check.fence, Self.opening(check), "}" + (number == tried.count - 1 ? endOfTry : ""))
      }
    }
    guard let solution = exercise.solution else { return }
    let isAnswered = answer?.index == index
    let block = BlockCode(solution.code, in: solution.fence)
    let lastLine = solution.fence.lines.upperBound - 2
    if isAnswered, let answer {
      let given = placed(answer.code, showsValue: true, file: answer.file)
      lines[solution.fence.lines.lowerBound - 1] = "try __lesson.next(\(index)); do { "
      lines[lastLine] = moved(given, from: answer.code.firstLine, of: answer.file)
    } else {
      put(placed(block, showsValue: false), at: solution.fence, "try __lesson.next(\(index)); do { ")
    }
    scopes.append("")
    // Solutions before an answer have passed their checks already.
    for check in tried where answer == nil || isAnswered {
      let code = placed(BlockCode(check.code, in: check.fence), showsValue: false, isCopy: true)
      let copy = "\n" + Self.opening(check) + moved(code, from: check.fence.lines.lowerBound + 1) + "}"
      switch layout {
      case .compiled: lines[lastLine] += copy
      // There, the scopes of all later cells are closed, and what the check sees is the same.
      case .edited: scopes[scopes.count - 1] += copy
      }
    }
    if layout == .compiled {
      lines[lastLine] += "\n#sourceLocation(file: \(lesson.file.asSwiftLiteral), line: \(lastLine + 2))"
    }
  }

  private static func opening(_ check: Exercise.Check) -> TracedText {
    "do { __lesson.beginCheck(isHidden: \(check.isHidden)); "
  }

  // MARK: - Places

  /// Moves the imports of a block out of the lesson's function, and lets it show the value of its last expression.
  private mutating func placed(
    _ block: BlockCode, showsValue: Bool, mayAwait: Bool = true, file: String? = nil, isCopy: Bool = false
  ) -> PlacedCode {
    let placed = PlacedCode(block, showsValue: showsValue, isCopy: isCopy)
    awaits = awaits || (mayAwait && placed.code.awaits)
    for moved in placed.imports {
      if layout == .edited, moved.lines.count == 1 {
        imports += moved.lines[0] + (moved.lines[0].text.hasSuffix(";") ? " " : "; ")
      } else {
        // Imports work anywhere in a file; the padding and `#sourceLocation` keep their column and line.
        let pad: TracedText = "\(String(repeating: " ", count: moved.column))"
        addToTail(pad + moved.lines.joined(separator: "\n") + "\n", file: file ?? lesson.file, line: moved.line)
      }
    }
    return placed
  }

  /// Puts code at its own lines, and the glue code on the lines of the fences.
  private mutating func put(_ code: PlacedCode, at fence: Fence, _ opening: TracedText, _ closing: TracedText = "") {
    lines[fence.lines.lowerBound - 1] += opening + code.opening
    for (line, content) in zip(fence.contentLines, code.lines) { lines[line - 1] = content }
    // A block that is never closed has code on its last line.
    let end = fence.lines.upperBound - (fence.isClosed ? 2 : 1)
    if end == lines.count { lines.append("") }
    lines[end] = code.closers + code.closing + closing + lines[end]
  }

  /// Returns code that cannot stand at its own lines, marked with its first line.
  private func moved(_ code: PlacedCode, from line: Int, of file: String? = nil) -> TracedText {
    // An empty block is one empty line.
    let end: TracedText = code.lines.count == 1 ? "\n" : ""
    return code.opening + "\n" + sourceLocation(file ?? lesson.file, line) + code.text + end + code.closers
      + code.closing
  }

  private mutating func addToTail(_ code: PlacedCode, line: Int) {
    let closers = code.closers.parts.isEmpty ? "" : code.closers + "\n"
    addToTail(code.text + closers, file: lesson.file, line: line)
  }

  /// Appends code that cannot keep its position to the end of the file, marked with its line.
  private mutating func addToTail(_ text: TracedText, file: String, line: Int) {
    tail += sourceLocation(file, line) + text + (layout == .compiled ? "#sourceLocation()\n" : "")
  }

  /// Returns the directive that makes the compiler take the next line for one of a file.
  private func sourceLocation(_ file: String, _ line: Int) -> TracedText {
    layout == .compiled ? "#sourceLocation(file: \(file.asSwiftLiteral), line: \(line))\n" : ""
  }
}
