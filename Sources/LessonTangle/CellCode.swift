import LessonFormat

/// A cell's code, cut into its top-level statements.
struct CellCode {
  let tokens: [SwiftToken]
  /// The tokens of each statement.
  let statements: [Range<Int>]

  /// Reads a cell's code.
  ///
  /// - Throws: ``SwiftLexer/Fault`` where a bracket or a string is not closed, or a bracket closes nothing.
  init(_ code: String) throws(SwiftLexer.Fault) {
    tokens = try SwiftLexer.tokens(of: code)
    var starts: [Int] = []
    for index in tokens.indices where Self.startsStatement(index, tokens) { starts.append(index) }
    let ends = starts.dropFirst() + [tokens.count]
    statements = zip(starts, ends).map { $0..<$1 }
  }

  /// The tokens of the last statement, where it is an expression whose value is to be shown.
  ///
  /// A declaration, a control statement, an assignment or a final `;` shows nothing.
  var trailingExpression: Range<Int>? {
    guard let last = statements.last, tokens.last?.text != ";" else { return nil }
    let first = tokens[last.lowerBound]
    if Self.statementWords.contains(first.text) || first.text.hasPrefix("@") { return nil }
    if first.kind == .directive, Self.conditionalDirectives.contains(first.text) { return nil }
    if last.count > 1 {
      let second = tokens[last.lowerBound + 1].text
      if second == ":" || (first.text == "async" && second == "let") { return nil }
    }
    let assigns = tokens[last].contains {
      $0.depth == first.depth && $0.kind == .operator && $0.text.hasSuffix("=") && !Self.comparisons.contains($0.text)
    }
    return assigns ? nil : last
  }

  /// Whether the cell awaits something.
  var awaits: Bool { tokens.contains { $0.kind == .word && $0.text == "await" } }

  /// The bytes of each top-level `import`.
  var imports: [Range<Int>] {
    statements.compactMap { statement in
      let word = tokens[statement].first { !$0.text.hasPrefix("@") }
      guard word?.text == "import" else { return nil }
      return tokens[statement.lowerBound].range.lowerBound..<tokens[statement.upperBound - 1].range.upperBound
    }
  }

  /// Whether the token begins a statement: it follows a `;`, or it starts a line that does not go on from the one before.
  private static func startsStatement(_ index: Int, _ tokens: [SwiftToken]) -> Bool {
    let token = tokens[index]
    guard token.depth == 0, token.kind != .close else { return false }
    guard index > 0 else { return true }
    let previous = tokens[index - 1]
    if previous.text == ";" { return true }
    guard token.startsLine else { return false }
    // The line begins with what only continues: `.member`, `,`, a binary operator, `else`, `{`.
    if token.kind == .punctuation && token.text != "_" && token.text != "\\" { return false }
    if token.kind == .operator, index + 1 < tokens.count, tokens[index + 1].hasSpaceBefore || token.text == "?" {
      return false
    }
    if continuations.contains(token.text) || token.text == "{" { return false }
    // The line before ends with what must go on.
    if previous.kind == .operator, previous.hasSpaceBefore, previous.text != "!" { return false }
    if [",", ":", "."].contains(previous.text) { return false }
    if previous.kind == .word, unfinished.contains(previous.text) || previous.text.hasPrefix("@") { return false }
    return true
  }

  private static let continuations: Set = ["else", "catch", "where", "as", "is", "in", "throws"]
  private static let unfinished: Set = ["in", "as", "is", "try", "await", "return", "let", "var", "some", "any"]
  private static let conditionalDirectives: Set = ["#if", "#elseif", "#else", "#endif", "#sourceLocation"]
  private static let comparisons: Set = ["==", "!=", "<=", ">=", "===", "!==", "~=", ".==", ".<=", ".>=", ".!="]
  private static let statementWords: Set = [
    "let", "var", "func", "struct", "class", "enum", "actor", "protocol", "extension", "typealias", "import", "if",
    "guard", "for", "while", "repeat", "switch", "do", "return", "throw", "break", "continue", "defer", "fallthrough",
    "lazy", "final", "private", "fileprivate", "public", "internal", "open", "indirect", "mutating", "static", "infix",
    "prefix", "postfix", "operator", "precedencegroup", "weak", "unowned", "nonisolated", "macro", "_",
  ]
}

extension Lesson {
  /// What is wrong with the cells' code, as far as tangling needs to read it.
  public var codeProblems: [LessonProblem] {
    cells.compactMap { cell -> LessonProblem? in
      do throws(SwiftLexer.Fault) {
        _ = try CellCode(cell.code)
        return nil
      } catch {
        let before = cell.code.utf8.prefix(error.offset)
        let line = before.count { $0 == "\n" }
        let column = before.reversed().prefix { $0 != "\n" }.count
        return LessonProblem(error.kind, at: Place(line: cell.line + 1 + line, column: column + 1))
      }
    }
  }
}
