import LessonFormat
import SwiftLexing

/// The Swift source of a lesson, whose line N is line N of the Markdown.
///
/// Prose becomes empty lines, a cell's lines stay where they are, and the glue code goes on line 2 and on the fence lines. Each
/// cell opens a `do` inside the previous one, so that it sees earlier declarations and can shadow them.
/// Nested functions would do the same, but their compile time is exponential in their number. Only the checks of an exercise are there
/// twice, once for the starter and once for the solution; `#sourceLocation` gives the second copy and what follows the lines of the Markdown.
public struct TangledLesson {
  /// An answer that takes the place of a solution.
  struct Answer {
    /// The index of the exercise among the lesson's cells.
    var index: Int
    var code: BlockCode
    /// The path of the answers file that the compiler shows.
    var file: String
  }

  let lesson: Lesson
  let answer: Answer?
  private var lines: [String]
  private var tail = ""
  private var awaits = false
  /// The number of scopes that are open at the end.
  private var openScopes = 0

  /// Tangles a lesson that has no problems.
  ///
  /// - Throws: The first problem of a cell's code; ``LessonFormat/Lesson/codeProblems`` has all of them.
  public init(_ lesson: Lesson) throws(LessonProblem) { try self.init(lesson, answer: nil) }

  /// Tangles a lesson that has no problems, or the part of it that ends with an answered exercise.
  init(_ lesson: Lesson, answer: Answer?) throws(LessonProblem) {
    self.lesson = lesson
    self.answer = answer
    lines = Array(repeating: "", count: lesson.source.lineCount)
    let code = lesson.allCode + (answer.map { [$0.code] } ?? [])
    if let problem = code.lazy.compactMap(\.problem).first { throw problem }
    var examples = (answer == nil ? lesson.examples : [])[...]
    do throws(SwiftLexer.Fault) {
      for (index, cell) in lesson.cells.enumerated() where index <= answer?.index ?? index {
        while let example = examples.first, example.fence.lines.lowerBound < cell.line {
          try add(examples.removeFirst())
        }
        try add(cell, index)
      }
      while !examples.isEmpty { try add(examples.removeFirst()) }
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Returns the name of the Swift type generated for a lesson.
  static func typeName(_ lesson: String) -> String {
    let name = "Lesson_" + String(lesson.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    // The names of documents, unlike those of lessons, may differ only in other characters.
    let isLesson = lesson.utf8.allSatisfy { "-abcdefghijklmnopqrstuvwxyz0123456789".utf8.contains($0) }
    return isLesson ? name : "\(name)_\(String(fnv1a(lesson.utf8), radix: 16))"
  }

  /// The name of the Swift type generated for the lesson.
  var typeName: String { Self.typeName(lesson.name) }

  /// The source of the cells.
  public var cellsSource: String { source(after: "source: source, module: lessonsModule, ") }

  /// Returns the source of the cells.
  ///
  /// - Parameter arguments: further arguments for the compiled lesson.
  func source(after arguments: String) -> String {
    let type = typeName
    let file = lesson.file.asSwiftLiteral
    let opening =
      "import LessonRuntime; nonisolated enum \(type) { @Sendable static func body(_ __lesson: LessonContext) \(awaits ? "async " : "")throws { "
    var lines = lines
    if let first = firstLine {
      // On line 2, as the compiler quotes the two lines above an error.
      lines[min(first - 1, 1)] = opening + lines[min(first - 1, 1)]
    } else {
      lines.append(opening)
    }
    lines[0] = "#sourceLocation(file: \(file), line: 2)"
    let table = lesson.cells.map { cell in
      "    CompiledCell(id: \(cell.id.asSwiftLiteral), line: \(cell.line), "
        + "digest: 0x\(String(cell.digest, radix: 16))),\n"
    }
    return """
      \(lines.joined(separator: "\n"))
      #sourceLocation()
      try __lesson.finish()
      \(String(repeating: "}", count: openScopes)) }
        static let compiled = CompiledLesson(
          name: \(lesson.name.asSwiftLiteral), file: \(file), \(arguments)isDocument: \(lesson.form == .document), cells: [
      \(table.joined())  ], body: .\(awaits ? "async" : "sync")(body))
      }
      \(tail)
      """
  }

  /// The first line whose code is in the lesson's function, or nil if there is none.
  private var firstLine: Int? {
    let cell = lesson.cells.first { !$0.attributes.isFileScope }?.line
    return [cell, answer == nil ? lesson.examples.first?.fence.lines.lowerBound : nil].compactMap { $0 }.min()
  }

  /// The source that contains the lesson's text, so that a binary can run its lessons from any folder.
  public var textSource: String {
    """
    nonisolated extension \(typeName) {
      static let source: StaticString = \(String(decoding: lesson.source.bytes, as: UTF8.self).asSwiftTextLiteral)
    }

    """
  }

  // MARK: - Blocks

  private mutating func add(_ cell: Cell, _ index: Int) throws(SwiftLexer.Fault) {
    if cell.attributes.isFileScope {
      let block = BlockCode(cell.code, in: cell.fence)
      let code = try placed(block, showsValue: false, mayAwait: false)
      addToTail(code.text, file: lesson.file, line: block.firstLine)
    } else if let exercise = cell.exercise {
      try add(exercise, of: cell, index)
    } else if cell.attributes.expectedError != nil {
      let code = try placed(BlockCode(cell.code, in: cell.fence), showsValue: true)
      put(code, at: cell.fence, "do { try __lesson.next(\(index)); ", "} catch { try __lesson.caught(error) }")
    } else {
      let code = try placed(BlockCode(cell.code, in: cell.fence), showsValue: true)
      put(code, at: cell.fence, "try __lesson.next(\(index)); do { ")
      openScopes += 1
    }
  }

  /// Adds an example in a function that nobody calls, or at file scope if it has something that Swift allows only there.
  private mutating func add(_ example: Example) throws(SwiftLexer.Fault) {
    let block = BlockCode(example.code, in: example.fence)
    var code = try placed(block, showsValue: false, mayAwait: false)
    let parts = try CellCode(block.text)
    if parts.needsFileScope {
      addToTail(code.text, file: lesson.file, line: block.firstLine)
    } else {
      // An example need not use what it declares; the compiler would warn of that.
      code.closing += parts.namesOfValues.map { "; _ = \($0)" }.joined()
      put(code, at: example.fence, "func __lessonExample\(block.firstLine)() async throws { ", "}")
    }
  }

  /// Adds the starter with the checks in a scope that is entered only to try the starter, and then the solution, again with the checks, in
  /// the scope of the cells that follow.
  private mutating func add(_ exercise: Exercise, of cell: Cell, _ index: Int) throws(SwiftLexer.Fault) {
    guard let solution = exercise.solution, let lastCheck = exercise.checks.last else { return }
    let isAnswered = answer?.index == index
    if answer == nil {
      let starter = try placed(BlockCode(cell.code, in: cell.fence), showsValue: false)
      put(starter, at: cell.fence, "if try __lesson.tries(\(index)) { ")
      for check in exercise.checks {
        let code = try placed(BlockCode(check.code, in: check.fence), showsValue: false)
        put(code, at: check.fence, Self.opening(check), check == lastCheck ? "}; try __lesson.endTry() }" : "}")
      }
    }
    let block = BlockCode(solution.code, in: solution.fence)
    if isAnswered, let answer {
      let given = try placed(answer.code, showsValue: true, file: answer.file)
      lines[solution.fence.lines.lowerBound - 1] = "try __lesson.next(\(index)); do { "
      lines[solution.fence.lines.upperBound - 2] = moved(given, from: answer.code.firstLine, of: answer.file)
    } else {
      put(try placed(block, showsValue: false), at: solution.fence, "try __lesson.next(\(index)); do { ")
    }
    openScopes += 1
    let end = solution.fence.lines.upperBound - 2
    // Solutions before an answer have passed their checks already.
    for check in exercise.checks where answer == nil || isAnswered {
      let code = BlockCode(check.code, in: check.fence)
      lines[end] += "\n" + Self.opening(check) + moved(try placed(code, showsValue: false), from: code.firstLine) + "}"
    }
    lines[end] += "\n" + sourceLocation(lesson.file, end + 2).dropLast()
  }

  private static func opening(_ check: Exercise.Check) -> String {
    "do { __lesson.beginCheck(isHidden: \(check.isHidden)); "
  }

  /// Code that is ready to be placed between two lines of glue code.
  private struct PlacedCode {
    var opening = ""
    var text: String
    var closing: String
  }

  /// Moves the imports of a block to the tail, and lets it show the value of its last expression.
  private mutating func placed(
    _ block: BlockCode, showsValue: Bool, mayAwait: Bool = true, file: String? = nil
  ) throws(SwiftLexer.Fault) -> PlacedCode {
    let code = try CellCode(block.text)
    awaits = awaits || (mayAwait && code.awaits)
    var bytes = Array(block.text.utf8)
    let imports = code.imports
    // The program has its own main type.
    for range in code.mainAttributes {
      bytes.replaceSubrange(range, with: repeatElement(UInt8(ascii: " "), count: range.count))
    }
    for range in imports {
      // Imports work anywhere in a file; the padding and `#sourceLocation` keep their column and line.
      let before = bytes[..<range.lowerBound]
      let column = before.reversed().prefix { $0 != "\n" }.count
      let pad = String(repeating: " ", count: column)
      addToTail(
        pad + String(decoding: bytes[range], as: UTF8.self) + "\n", file: file ?? lesson.file,
        line: block.firstLine + before.count { $0 == "\n" })
      // The `;` that ended the import must not be left alone.
      let end = bytes[range.upperBound...].firstIndex { $0 != " " } ?? bytes.count
      let upper = end < bytes.count && bytes[end] == ";" ? end + 1 : range.upperBound
      for offset in range.lowerBound..<upper where bytes[offset] != "\n" { bytes[offset] = UInt8(ascii: " ") }
    }
    guard showsValue, let last = code.trailingExpression else {
      // An unfinished statement must not swallow the code after the cell: a declaration ends it.
      return PlacedCode(text: String(decoding: bytes, as: UTF8.self), closing: "func __end() {} ")
    }
    var opening = ""
    let start = code.tokens[last.lowerBound].range.lowerBound
    if last.lowerBound == 0 {
      opening = "__lesson.show("
    } else if code.endsDirective(last.lowerBound - 1) {
      bytes.insert(contentsOf: "__lesson.show(".utf8, at: start)
    } else {
      let before = code.tokens[last.lowerBound - 1]
      // After a removed import, nothing is left for a `;` to end.
      let isEnded = before.text == ";" || imports.contains { $0.contains(before.range.lowerBound) }
      bytes.insert(contentsOf: ((isEnded ? " " : "; ") + "__lesson.show(").utf8, at: before.range.upperBound)
    }
    return PlacedCode(opening: opening, text: String(decoding: bytes, as: UTF8.self), closing: ")")
  }

  /// Puts code at its own lines, and the glue code on the lines of the fences.
  private mutating func put(_ code: PlacedCode, at fence: Fence, _ opening: String, _ closing: String = "") {
    lines[fence.lines.lowerBound - 1] = opening + code.opening
    let text = code.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, content) in zip(fence.contentLines, text) { lines[line - 1] = String(content) }
    lines[fence.lines.upperBound - 2] = code.closing + closing
  }

  /// Returns code that cannot stand at its own lines, marked with its first line.
  private func moved(_ code: PlacedCode, from line: Int, of file: String? = nil) -> String {
    let end = code.text.hasSuffix("\n") ? "" : "\n"
    return code.opening + "\n" + sourceLocation(file ?? lesson.file, line) + code.text + end + code.closing
  }

  /// Appends code that cannot keep its position to the end of the file, marked with its line.
  private mutating func addToTail(_ text: String, file: String, line: Int) {
    tail += sourceLocation(file, line) + "\(text)#sourceLocation()\n"
  }

  /// Returns the directive that makes the compiler take the next line for one of a file.
  private func sourceLocation(_ file: String, _ line: Int) -> String {
    "#sourceLocation(file: \(file.asSwiftLiteral), line: \(line))\n"
  }
}
