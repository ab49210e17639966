import LessonFormat

/// The Swift source of a lesson: line N of it is line N of the Markdown.
///
/// Prose becomes empty lines, a cell's lines stay where they are, and the glue stands on the fence lines. Each
/// cell opens a `do` inside the one before it, so that it sees what was declared and may declare it again.
/// Nested functions would do the same, but compile in a time exponential in their number.
public struct TangledLesson {
  private let lesson: Lesson
  private var lines: [String]
  private var imports = ["LessonRuntime"].map { "import \($0)" }
  private var tail = ""
  private var awaits = false
  /// How many cells' scopes are open at the end.
  private var openScopes = 0

  /// Tangles a lesson that has no problems.
  ///
  /// - Throws: the first problem of a cell's code; ``LessonFormat/Lesson/codeProblems`` has them all.
  public init(_ lesson: Lesson) throws(LessonProblem) {
    self.lesson = lesson
    lines = Array(repeating: "", count: lesson.source.lineCount)
    for (index, cell) in lesson.cells.enumerated() {
      guard let code = try? CellCode(cell.code) else { throw lesson.codeProblems[0] }
      awaits = awaits || (code.awaits && !cell.attributes.isFileScope)
      add(cell, index, code)
    }
  }

  /// The name of the Swift type made for a lesson.
  static func typeName(_ lesson: String) -> String {
    "Lesson_" + String(lesson.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  /// The source of the cells.
  public var cellsSource: String {
    let type = Self.typeName(lesson.name)
    let file = lesson.file.asSwiftLiteral
    let opening =
      imports.joined(separator: "; ")
      + "; enum \(type) { @Sendable static func body(_ __lesson: LessonCursor) \(awaits ? "async " : "")throws { "
    var lines = lines
    let first = lesson.cells.first { !$0.attributes.isFileScope }?.line
    if let first { lines[first - 1] = opening + lines[first - 1] } else { lines.append(opening) }
    lines[0] = "#sourceLocation(file: \(file), line: 2)"
    let table = lesson.cells.map { cell in
      "    CompiledCell(id: \(cell.id.asSwiftLiteral), line: \(cell.line), "
        + "digest: 0x\(String(cell.digest, radix: 16)), isFileScope: \(cell.attributes.isFileScope)),\n"
    }
    return """
      \(lines.joined(separator: "\n"))
      #sourceLocation()
      try __lesson.finish()
      \(String(repeating: "}", count: openScopes)) }
        static let compiled = CompiledLesson(
          name: \(lesson.name.asSwiftLiteral), file: \(file), source: source, cells: [
      \(table.joined())  ], body: .\(awaits ? "async" : "sync")(body))
      }
      \(tail)
      """
  }

  /// The source that carries the lesson's text, so that a binary runs its lessons from any folder.
  public var textSource: String {
    """
    extension \(Self.typeName(lesson.name)) {
      static let source: StaticString = \(String(decoding: lesson.source.bytes, as: UTF8.self).asSwiftTextLiteral)
    }

    """
  }

  private mutating func add(_ cell: Cell, _ index: Int, _ code: CellCode) {
    var bytes = Array(cell.code.utf8)
    for range in code.imports {
      imports.append(String(decoding: bytes[range], as: UTF8.self))
      for offset in range where bytes[offset] != "\n" { bytes[offset] = UInt8(ascii: " ") }
    }
    if cell.attributes.isFileScope {
      // The one part that cannot keep its place.
      tail += "#sourceLocation(file: \(lesson.file.asSwiftLiteral), line: \(cell.line + 1))\n"
      tail += String(decoding: bytes, as: UTF8.self) + "#sourceLocation()\n"
      return
    }
    var (opening, closing) = ("try __lesson.next(\(index)); do { ", "")
    if cell.attributes.expectedError != nil {
      (opening, closing) = ("do { try __lesson.next(\(index)); ", "} catch { try __lesson.caught(error) }")
    } else {
      openScopes += 1
    }
    if let last = code.trailingExpression {
      if last.lowerBound > 0 {
        let before = code.tokens[last.lowerBound - 1]
        // Nothing is left to be ended by a `;` where an import stood.
        let isEnded = before.text == ";" || code.imports.contains { $0.contains(before.range.lowerBound) }
        let glue = (isEnded ? " " : "; ") + "__lesson.show("
        bytes.insert(contentsOf: glue.utf8, at: before.range.upperBound)
      } else {
        opening += "__lesson.show("
      }
      closing = ")" + closing
    }
    lines[cell.fence.lines.lowerBound - 1] = opening
    let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for (line, content) in zip(cell.fence.contentLines, text) { lines[line - 1] = String(content) }
    lines[cell.fence.lines.upperBound - 2] = closing
  }
}

/// The Swift source of the table of all lessons.
public func registrySource(lessons names: [String]) -> String {
  """
  import LessonRuntime

  /// Every lesson of this course, in the order of their names.
  public let allLessons: [CompiledLesson] = [
  \(names.map { "  \(TangledLesson.typeName($0)).compiled,\n" }.joined())]

  """
}

extension String {
  /// The text as a Swift string literal on one line.
  fileprivate var asSwiftLiteral: String {
    "\"" + map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  /// The text as a Swift string literal on many lines that keeps every byte.
  fileprivate var asSwiftTextLiteral: String {
    let longest = split { $0 != "#" }.map(\.count).max() ?? 0
    let hashes = String(repeating: "#", count: longest + 1)
    var body = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\t": body.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{7F}", "\u{FEFF}": body += "\\\(hashes)u{\(String(scalar.value, radix: 16))}"
      default: body.unicodeScalars.append(scalar)
      }
    }
    return "\(hashes)\"\"\"\n\(body)\n\"\"\"\(hashes)"
  }
}
