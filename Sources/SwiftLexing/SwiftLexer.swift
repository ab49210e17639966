/// A lexer for just enough of Swift's lexical grammar to find a cell's top-level statements and to colour its code.
///
/// Known limitation: it misreads a bare-slash regular expression that contains a quote or an unbalanced bracket, such as `/[(]/`.
package struct SwiftLexer {
  /// A position at which the code cannot be lexed.
  package struct Fault: Error, Equatable {
    package enum Kind: Equatable, Sendable {
      case unopenedBracket(String)
      case unclosedBracket(String)
      case unclosedString
      case unclosedRegex
      case unclosedComment
      /// A `#if` without its `#endif`.
      case unclosedCondition
      /// An `#elseif`, `#else` or `#endif` without its `#if`.
      case unopenedDirective(String)
    }

    package var kind: Kind
    /// The offset in bytes from the start of the code.
    package var offset: Int
  }

  let bytes: [UInt8]
  var position = 0
  private var hasSpace = false
  private var startsLine = true
  var brackets: [(byte: UInt8, offset: Int)] = []
  var tokens: [SwiftToken] = []
  /// Whether each part of an `#if` must have its own brackets, as Swift wants it.
  let followsConditions: Bool
  /// The open `#if`s.
  var conditions: [Condition] = []
  /// How the code is mended, or nil if faults are thrown.
  var mending: Mending?

  init(_ code: String, followsConditions: Bool = false) {
    bytes = Array(code.utf8)
    self.followsConditions = followsConditions
  }

  /// Returns the tokens of a cell's code.
  ///
  /// - Parameter followsConditions: whether `#if` and `#endif` have to match, too.
  /// - Throws: ``Fault`` if a bracket or a string is not closed, or a closing bracket has no match.
  package static func tokens(of code: String, followingConditions followsConditions: Bool = false) throws(Fault)
    -> [SwiftToken]
  {
    var lexer = SwiftLexer(code, followsConditions: followsConditions)
    while lexer.position < lexer.bytes.count { try lexer.step() }
    if let bracket = lexer.brackets.last { throw unclosed(bracket) }
    if let condition = lexer.conditions.last { throw Fault(kind: .unclosedCondition, offset: condition.offset) }
    return lexer.tokens
  }

  static func text(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

  private static func unclosed(_ bracket: (byte: UInt8, offset: Int)) -> Fault {
    Fault(kind: .unclosedBracket(text(bracket.byte)), offset: bracket.offset)
  }

  func at(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  mutating func step() throws(Fault) {
    let start = position
    switch bytes[start] {
    case "\n":
      endDirective()
      position += 1
      startsLine = true
    case " ", "\t", "\r":
      position += 1
      hasSpace = true
    case "/" where at(start + 1) == "/":
      position = bytes[start...].firstIndex { $0 == "\n" } ?? bytes.count
    case "/" where at(start + 1) == "*":
      try skipComment()
      hasSpace = true
    case "\"":
      position = try endOfString(openedAt: start, hashes: 0)
      push(.string, from: start)
    case "#":
      try lexHash(from: start)
    case "(", "[", "{":
      position += 1
      push(.open, from: start)
      brackets.append((bytes[start], start))
    case ")", "]", "}":
      guard let open = brackets.last, Self.closes(bytes[start], open.byte) else {
        throw Fault(kind: .unopenedBracket(Self.text(bytes[start])), offset: start)
      }
      if let condition = conditions.last, brackets.count == condition.depth {
        throw Fault(kind: .unclosedCondition, offset: condition.offset)
      }
      brackets.removeLast()
      position += 1
      push(.close, from: start)
    case "`":
      // A quoted name ends on its line.
      let end = bytes[(start + 1)...].firstIndex { $0 == "`" || $0 == "\n" } ?? bytes.count
      position = at(end) == "`" ? end + 1 : start + 1
      push(position > end ? .word : .punctuation, from: start)
    case "0"..."9":
      skipNumber(from: start)
      push(.number, from: start)
    case let byte where byte.isWord || byte == "$" || byte == "@":
      position += 1
      while at(position).isWord { position += 1 }
      push(.word, from: start)
    case let byte where byte.isOperator:
      while at(position).isOperator && !(position > start && startsComment(position)) { position += 1 }
      push(.operator, from: start)
    case ".":
      while at(position) == "." || (position > start + 1 && at(position).isOperator) { position += 1 }
      // `.==` is an operator, `.count` is not.
      if position == start + 1, at(position).isOperator, !startsComment(position) {
        while at(position).isOperator || at(position) == "." { position += 1 }
      }
      push(position > start + 1 ? .operator : .punctuation, from: start)
    default:
      position += 1
      push(.punctuation, from: start)
    }
  }

  mutating func push(_ kind: SwiftToken.Kind, from start: Int) {
    tokens.append(
      SwiftToken(
        kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position,
        hasSpaceBefore: hasSpace || startsLine, startsLine: startsLine, depth: brackets.count))
    (hasSpace, startsLine) = (false, false)
  }

  func startsComment(_ offset: Int) -> Bool {
    at(offset) == "/" && (at(offset + 1) == "/" || at(offset + 1) == "*")
  }

  static func closes(_ close: UInt8, _ open: UInt8) -> Bool {
    switch open {
    case "(": close == ")"
    case "[": close == "]"
    default: close == "}"
    }
  }

  /// Skips a block comment.
  private mutating func skipComment() throws(Fault) {
    guard let end = endOfComment(openedAt: position) else { throw Fault(kind: .unclosedComment, offset: position) }
    if bytes[position..<end].contains(UInt8(ascii: "\n")) { startsLine = true }
    position = end
  }

  /// Returns the offset after a block comment and the comments nested in it, or nil if it is not closed.
  func endOfComment(openedAt start: Int) -> Int? {
    var (i, depth) = (start, 0)
    repeat {
      let step = at(i) == "/" && at(i + 1) == "*" ? 1 : at(i) == "*" && at(i + 1) == "/" ? -1 : 0
      depth += step
      i += step == 0 ? 1 : 2
    } while depth > 0 && i < bytes.count
    return depth > 0 ? nil : i
  }

  private mutating func skipNumber(from start: Int) {
    let isHexadecimal = at(start + 1) | 32 == "x"
    while true {
      let byte = at(position)
      let isFraction = byte == "." && ("0"..."9") ~= at(position + 1)
      let isExponentSign = (byte == "-" || byte == "+") && bytes[position - 1] | 32 == "e" && !isHexadecimal
      guard byte.isWord || isFraction || isExponentSign else { return }
      position += 1
    }
  }

  /// Lexes `#"raw"#`, `#/regex/#` or a directive such as `#if`.
  private mutating func lexHash(from start: Int) throws(Fault) {
    let hashes = bytes[start...].prefix { $0 == "#" }.count
    switch at(start + hashes) {
    case "\"":
      position = try endOfString(openedAt: start + hashes, hashes: hashes)
      push(.string, from: start)
    case "/":
      position = try endOfRegex(openedAt: start + hashes, hashes: hashes)
      push(.string, from: start)
    default:
      // A run of hashes is read as a whole, because each of them would count those after it again.
      let end = bytes[(start + hashes)...].firstIndex { !$0.isWord } ?? bytes.count
      if followsConditions { try follow(String(decoding: bytes[start..<end], as: UTF8.self), at: start) }
      position = end
      push(.directive, from: start)
    }
  }

  func hasHashes(_ count: Int, at offset: Int) -> Bool { (0..<count).allSatisfy { at(offset + $0) == "#" } }

  /// Returns the offset after a regular expression, which has several lines only if nothing follows its opening slash.
  private func endOfRegex(openedAt slash: Int, hashes: Int) throws(Fault) -> Int {
    let isMultiline = isAtEndOfLine(slash + 1)
    var i = slash + 1
    while i < bytes.count, isMultiline || bytes[i] != "\n" {
      if bytes[i] == "/", hasHashes(hashes, at: i + 1) { return i + 1 + hashes }
      i += 1
    }
    throw Fault(kind: .unclosedRegex, offset: slash - hashes)
  }

  /// Returns whether only white space follows on the line.
  func isAtEndOfLine(_ offset: Int) -> Bool {
    let next = offset < bytes.count ? bytes[offset...].first { $0 != " " && $0 != "\t" } : nil
    return next.map { $0 == "\n" } ?? true
  }

  /// Follows a directive that begins, continues or ends an `#if`, each part of which has its own brackets.
  private mutating func follow(_ directive: String, at start: Int) throws(Fault) {
    if ["#if", "#elseif", "#else", "#endif"].contains(directive) { endDirective() }
    switch directive {
    case "#if": conditions.append(Condition(offset: start, depth: brackets.count))
    case "#elseif", "#else", "#endif":
      guard let condition = conditions.last else { throw Fault(kind: .unopenedDirective(directive), offset: start) }
      if brackets.count > condition.depth { throw Self.unclosed(brackets[brackets.count - 1]) }
      if directive == "#endif" { conditions.removeLast() }
    default: return
    }
    beginDirective(at: start, role: directive == "#endif" ? .end : .part)
  }

  /// The maximum nesting depth of strings within string interpolations.
  static let depthLimit = 100
}

extension UInt8 {
  /// Whether the byte can be part of an identifier; every byte of a non-ASCII character can.
  var isWord: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: self >= 0x80
    }
  }

  fileprivate var isOperator: Bool { "/=-+!*%<>&|^~?".utf8.contains(self) }
}
