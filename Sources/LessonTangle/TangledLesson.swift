import LessonFormat
import SwiftLexing

/// The Swift source of a lesson, whose line N is line N of the Markdown.
///
/// Prose becomes empty lines, a cell's lines stay where they are, and the glue code goes on line 2 and on the fence lines. Each
/// cell opens a `do` inside the previous one, so that it sees earlier declarations and can shadow them.
/// Nested functions would do the same, but their compile time is exponential in their number.
public struct TangledLesson {
  private let lesson: Lesson
  private var lines: [String]
  private var tail = ""
  private var awaits = false
  /// The number of scopes that are open at the end.
  private var openScopes = 0

  /// Tangles a lesson that has no problems.
  ///
  /// - Throws: The first problem of a cell's code; ``LessonFormat/Lesson/codeProblems`` has all of them.
  public init(_ lesson: Lesson) throws(LessonProblem) {
    self.lesson = lesson
    lines = Array(repeating: "", count: lesson.source.lineCount)
    for (index, cell) in lesson.cells.enumerated() {
      guard let code = try? CellCode(cell.code), code.reservedName == nil else { throw lesson.codeProblems[0] }
      awaits = awaits || (code.awaits && !cell.attributes.isFileScope)
      add(cell, index, code)
    }
  }

  /// Returns the name of the Swift type generated for a lesson.
  static func typeName(_ lesson: String) -> String {
    "Lesson_" + String(lesson.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  /// The source of the cells.
  public var cellsSource: String {
    let type = Self.typeName(lesson.name)
    let file = lesson.file.asSwiftLiteral
    let opening =
      "import LessonRuntime; enum \(type) { @Sendable static func body(_ __lesson: LessonContext) \(awaits ? "async " : "")throws { "
    var lines = lines
    let first = lesson.cells.first { !$0.attributes.isFileScope }?.line
    if let first {
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
          name: \(lesson.name.asSwiftLiteral), file: \(file), source: source, cells: [
      \(table.joined())  ], body: .\(awaits ? "async" : "sync")(body))
      }
      \(tail)
      """
  }

  /// The source that contains the lesson's text, so that a binary can run its lessons from any folder.
  public var textSource: String {
    """
    extension \(Self.typeName(lesson.name)) {
      static let source: StaticString = \(String(decoding: lesson.source.bytes, as: UTF8.self).asSwiftTextLiteral)
    }

    """
  }

  /// Appends code that cannot keep its position to the end of the file, marked with its line in the lesson.
  private mutating func addToTail(_ text: String, line: Int) {
    tail += "#sourceLocation(file: \(lesson.file.asSwiftLiteral), line: \(line))\n\(text)#sourceLocation()\n"
  }

  private mutating func add(_ cell: Cell, _ index: Int, _ code: CellCode) {
    var bytes = Array(cell.code.utf8)
    let imports = code.imports
    for range in imports {
      // Imports work anywhere in a file; the padding and `#sourceLocation` keep their column and line.
      let before = bytes[..<range.lowerBound]
      let column = before.reversed().prefix { $0 != "\n" }.count
      let pad = String(repeating: " ", count: column)
      addToTail(
        pad + String(decoding: bytes[range], as: UTF8.self) + "\n", line: cell.line + 1 + before.count { $0 == "\n" })
      // The `;` that ended the import must not be left alone.
      let end = bytes[range.upperBound...].firstIndex { $0 != " " } ?? bytes.count
      let upper = end < bytes.count && bytes[end] == ";" ? end + 1 : range.upperBound
      for offset in range.lowerBound..<upper where bytes[offset] != "\n" { bytes[offset] = UInt8(ascii: " ") }
    }
    if cell.attributes.isFileScope {
      addToTail(String(decoding: bytes, as: UTF8.self), line: cell.line + 1)
      return
    }
    var (opening, closing) = ("try __lesson.next(\(index)); do { ", "")
    if cell.attributes.expectedError != nil {
      (opening, closing) = ("do { try __lesson.next(\(index)); ", "} catch { try __lesson.caught(error) }")
    } else {
      openScopes += 1
    }
    if let last = code.trailingExpression {
      let start = code.tokens[last.lowerBound].range.lowerBound
      if last.lowerBound == 0 {
        opening += "__lesson.show("
      } else if code.endsDirective(last.lowerBound - 1) {
        bytes.insert(contentsOf: "__lesson.show(".utf8, at: start)
      } else {
        let before = code.tokens[last.lowerBound - 1]
        // After a removed import, nothing is left for a `;` to end.
        let isEnded = before.text == ";" || imports.contains { $0.contains(before.range.lowerBound) }
        bytes.insert(contentsOf: ((isEnded ? " " : "; ") + "__lesson.show(").utf8, at: before.range.upperBound)
      }
      closing = ")" + closing
    } else {
      // An unfinished statement must not swallow the code after the cell: a declaration ends it.
      closing = "func __end() {} " + closing
    }
    lines[cell.fence.lines.lowerBound - 1] = opening
    let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for (line, content) in zip(cell.fence.contentLines, text) { lines[line - 1] = String(content) }
    lines[cell.fence.lines.upperBound - 2] = closing
  }
}

/// Returns the Swift source of the table of all lessons.
public func registrySource(lessons names: [String]) -> String {
  """
  import LessonRuntime

  /// All lessons of this course, ordered by name.
  public let allLessons: [CompiledLesson] = [
  \(names.map { "  \(TangledLesson.typeName($0)).compiled,\n" }.joined())]

  """
}

extension String {
  /// The text as a single-line Swift string literal.
  fileprivate var asSwiftLiteral: String {
    "\"" + map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  /// The text as a multi-line Swift string literal that keeps every byte.
  fileprivate var asSwiftTextLiteral: String {
    let hashes = String(repeating: "#", count: utf8.longestRun(of: UInt8(ascii: "#")) + 1)
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
