import LessonFormat
import SwiftLexing

/// A cell's code, split into its top-level statements.
struct CellCode {
  let tokens: [SwiftToken]
  /// The token range of each statement.
  let statements: [Range<Int>]
  /// Whether all brackets and strings are closed.
  private(set) var isWhole = true
  /// What makes broken code well-formed.
  private(set) var mends = Mends()

  /// Lexes a cell's code.
  ///
  /// - Throws: ``SwiftLexer/Fault`` if a bracket or a string is not closed, a closing bracket has no match, or a `#if` and an
  ///   `#endif` don't match.
  init(_ code: String) throws(SwiftLexer.Fault) {
    self.init(try SwiftLexer.tokens(of: code, followingConditions: true))
  }

  /// Lexes a cell's code, whatever its state, and mends what keeps it from being lexed.
  init(mending code: String) {
    if let whole = try? CellCode(code) {
      self = whole
    } else {
      let mended = SwiftLexer.mendedTokens(of: code)
      self.init(mended.tokens)
      (isWhole, mends) = (false, mended.mends)
    }
  }

  private init(_ tokens: [SwiftToken]) {
    self.tokens = tokens
    var starts: [Int] = []
    for index in tokens.indices where Self.startsStatement(index, tokens) { starts.append(index) }
    let ends = starts.dropFirst() + [tokens.count]
    statements = zip(starts, ends).map { $0..<$1 }
  }

  /// The token range of the last statement if it is an expression whose value should be shown.
  ///
  /// A declaration, a control statement, an assignment or a final `;` shows nothing.
  var trailingExpression: Range<Int>? {
    guard let last = statements.last, tokens.last?.text != ";" else { return nil }
    let first = tokens[last.lowerBound]
    if Self.statementWords.contains(first.text) || first.text.hasPrefix("@") { return nil }
    if Self.modifiers.contains(first.text), modifiesDeclaration(last) { return nil }
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

  /// Returns whether a statement that begins with a word such as `lazy` or `prefix` continues as a declaration.
  ///
  /// The same words can be ordinary names, as in `prefix(3)` and `open.count`.
  private func modifiesDeclaration(_ statement: Range<Int>) -> Bool {
    var next = statement.lowerBound + 1
    if next < statement.upperBound, tokens[next].text == "(" {
      next += 1
      while next < statement.upperBound, tokens[next].depth > tokens[statement.lowerBound].depth { next += 1 }
      next += 1
    }
    return next < statement.upperBound && tokens[next].kind == .word && tokens[next].depth == 0
  }

  /// Whether the cell awaits something.
  ///
  /// The word may also occur in a string, within an interpolation.
  var awaits: Bool {
    tokens.indices.contains { index in
      let token = tokens[index]
      let isAsyncLet = token.text == "async" && index + 1 < tokens.count && tokens[index + 1].text == "let"
      return isAsyncLet || (token.kind == .word && token.text == "await")
        || (token.kind == .string && token.text.contains("await"))
    }
  }

  /// The beginning of the names in the code that is generated around cells.
  static let reservedPrefix = "__lesson"

  /// Returns the byte offset of a name, which may also be within the interpolation of a string, or nil if the code has no such name.
  func offset(ofName isMeant: (Substring) -> Bool) -> Int? {
    tokens.first { $0.names(isMeant) }?.range.lowerBound
  }

  /// The byte offset of a name that begins with ``reservedPrefix``, with which a cell could control its own lesson, or nil if there is none.
  var reservedName: Int? { offset(ofName: { $0.hasPrefix(Self.reservedPrefix) }) }

  /// Returns whether a token ends the line of a compiler directive such as `#endif`, to which nothing may be appended.
  func endsDirective(_ index: Int) -> Bool {
    let start = tokens[...index].lastIndex { $0.startsLine } ?? index
    return tokens[start].kind == .directive
  }

  /// The byte ranges of code that has to be at the top level of a file: each `import` with its `;`, and each `#if` that contains
  /// only imports.
  var imports: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var conditions: [(start: Int, hasOther: Bool, hasImport: Bool)] = []
    for statement in statements {
      let first = tokens[statement.lowerBound]
      let isImport = tokens[statement].first { !$0.text.hasPrefix("@") }?.text == "import"
      if first.text == "#if" {
        conditions.append((statement.lowerBound, false, false))
      } else if first.text == "#endif", let condition = conditions.popLast() {
        if let outer = conditions.indices.last {
          conditions[outer].hasOther = conditions[outer].hasOther || condition.hasOther
          conditions[outer].hasImport = conditions[outer].hasImport || condition.hasImport
        } else if condition.hasImport, !condition.hasOther {
          ranges.append(tokens[condition.start].range.lowerBound..<first.range.upperBound)
        }
      } else if let inner = conditions.indices.last, first.kind != .directive {
        if isImport { conditions[inner].hasImport = true } else { conditions[inner].hasOther = true }
      } else if isImport {
        ranges.append(first.range.lowerBound..<tokens[statement.upperBound - 1].range.upperBound)
      }
    }
    return ranges
  }

  /// The byte ranges of each `@main`, which a type can have only once in a program.
  var mainAttributes: [Range<Int>] { tokens.filter { $0.text == "@main" }.map(\.range) }

  /// The names of the constants and variables that top-level statements declare with a value.
  var namesOfValues: [String] {
    statements.compactMap { statement in
      let tokens = tokens[statement].prefix { $0.text != "=" || $0.depth > 0 }
      guard tokens.count < statement.count, tokens.count > 1,
        ["let", "var"].contains(tokens[statement.lowerBound].text)
      else { return nil }
      let name = tokens[statement.lowerBound + 1]
      return name.kind == .word && name.text != "_" ? name.text : nil
    }
  }

  /// Whether a top-level statement is a declaration that Swift allows only at the top level of a file.
  var needsFileScope: Bool {
    statements.contains { statement in
      let words = tokens[statement].lazy.filter { $0.kind == .word && $0.depth == 0 && !$0.text.hasPrefix("@") }.map(
        \.text)
      let first = words.first { !Self.accessLevels.contains($0) && !Self.modifiers.contains($0) }
      return first.map { Self.fileScopeWords.contains($0) } ?? false
    }
  }

  private static let fileScopeWords: Set = ["extension", "operator", "precedencegroup"]
  private static let accessLevels: Set = ["private", "fileprivate", "internal", "package", "public"]

  /// Returns whether the token begins a statement: it follows a `;`, or starts a line that does not continue the previous one.
  private static func startsStatement(_ index: Int, _ tokens: [SwiftToken]) -> Bool {
    let token = tokens[index]
    guard token.depth == 0, token.kind != .close else { return false }
    guard index > 0 else { return true }
    let previous = tokens[index - 1]
    if previous.text == ";" { return true }
    guard token.startsLine else { return false }
    // The line begins with a continuation: `.member`, `,`, a binary operator, `else`, `{`.
    if token.kind == .punctuation && token.text != "\\" { return false }
    if token.kind == .operator, index + 1 < tokens.count, tokens[index + 1].hasSpaceBefore || token.text == "?" {
      return false
    }
    if continuations.contains(token.text) || token.text == "{" { return false }
    // The previous line ends with something that must continue.
    if previous.kind == .operator, previous.hasSpaceBefore, previous.text != "!" { return false }
    if [",", ":", "."].contains(previous.text) { return false }
    let isMember = index > 1 && tokens[index - 2].text == "."
    if previous.kind == .word, !isMember, unfinished.contains(previous.text) || previous.text.hasPrefix("@") {
      return false
    }
    return true
  }

  private static let continuations: Set = ["else", "catch", "where", "as", "is", "in", "throws"]
  private static let unfinished: Set = ["in", "as", "is", "try", "await", "return", "let", "var", "some", "any"]
  private static let conditionalDirectives: Set = ["#if", "#elseif", "#else", "#endif", "#sourceLocation"]
  private static let comparisons: Set = ["==", "!=", "<=", ">=", "===", "!==", "~=", ".==", ".<=", ".>=", ".!="]
  private static let statementWords: Set = [
    "let", "var", "func", "struct", "class", "enum", "protocol", "extension", "typealias", "import", "if", "guard",
    "for",
    "while", "repeat", "switch", "do", "return", "throw", "break", "continue", "defer", "fallthrough", "private",
    "fileprivate", "public", "internal", "static", "operator", "precedencegroup", "_",
  ]
  /// Words that begin a declaration only if another word follows.
  private static let modifiers: Set = [
    "lazy", "final", "open", "indirect", "mutating", "infix", "prefix", "postfix", "weak", "unowned", "nonisolated",
    "macro",
    "actor", "package", "convenience", "consuming", "borrowing",
  ]
}

extension SwiftToken {
  /// Returns whether the token is a certain name, or a string with an interpolation that has it.
  fileprivate func names(_ isMeant: (Substring) -> Bool) -> Bool {
    switch kind {
    // Few names are quoted, and looking for quotation marks takes longer than all else here.
    case .word where text.utf8.first != UInt8(ascii: "`"): isMeant(text[...])
    case .word: isMeant(text.drop { $0 == "`" }.prefix { $0 != "`" })
    case .string where text.contains("\\"):
      SwiftLexer.interpolations(in: text).contains { code in
        ((try? SwiftLexer.tokens(of: code)) ?? []).contains { $0.names(isMeant) }
      }
    default: false
    }
  }
}
