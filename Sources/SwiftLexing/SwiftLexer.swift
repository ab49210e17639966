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
      case unclosedComment
    }

    package var kind: Kind
    /// The offset in bytes from the start of the code.
    package var offset: Int
  }

  private let bytes: [UInt8]
  private var position = 0
  private var hasSpace = false
  private var startsLine = true
  private var brackets: [(byte: UInt8, offset: Int)] = []
  private var tokens: [SwiftToken] = []

  private init(_ code: String) { bytes = Array(code.utf8) }

  /// Returns the tokens of a cell's code.
  ///
  /// - Throws: ``Fault`` if a bracket or a string is not closed, or a closing bracket has no match.
  package static func tokens(of code: String) throws(Fault) -> [SwiftToken] {
    var lexer = SwiftLexer(code)
    while lexer.position < lexer.bytes.count { try lexer.step() }
    if let (byte, offset) = lexer.brackets.last {
      throw Fault(kind: .unclosedBracket(Self.text(byte)), offset: offset)
    }
    return lexer.tokens
  }

  private static func text(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

  private func at(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func step() throws(Fault) {
    let start = position
    switch bytes[start] {
    case "\n":
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
      guard let open = brackets.popLast(), Self.closes(bytes[start], open.byte) else {
        throw Fault(kind: .unopenedBracket(Self.text(bytes[start])), offset: start)
      }
      position += 1
      push(.close, from: start)
    case "`":
      position = (bytes[(start + 1)...].firstIndex { $0 == "`" } ?? bytes.count - 1) + 1
      push(.word, from: start)
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

  private mutating func push(_ kind: SwiftToken.Kind, from start: Int) {
    tokens.append(
      SwiftToken(
        kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position,
        hasSpaceBefore: hasSpace || startsLine, startsLine: startsLine, depth: brackets.count))
    (hasSpace, startsLine) = (false, false)
  }

  private func startsComment(_ offset: Int) -> Bool {
    at(offset) == "/" && (at(offset + 1) == "/" || at(offset + 1) == "*")
  }

  private static func closes(_ close: UInt8, _ open: UInt8) -> Bool {
    switch open {
    case "(": close == ")"
    case "[": close == "]"
    default: close == "}"
    }
  }

  /// Skips a block comment and the comments nested in it.
  private mutating func skipComment() throws(Fault) {
    let start = position
    var depth = 0
    repeat {
      if at(position) == "/", at(position + 1) == "*" {
        depth += 1
        position += 2
      } else if at(position) == "*", at(position + 1) == "/" {
        depth -= 1
        position += 2
      } else {
        if bytes[position] == "\n" { startsLine = true }
        position += 1
      }
    } while depth > 0 && position < bytes.count
    if depth > 0 { throw Fault(kind: .unclosedComment, offset: start) }
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
      position = start + hashes + 1
      while position < bytes.count, !(bytes[position] == "/" && hasHashes(hashes, at: position + 1)) { position += 1 }
      position = min(position + 1 + hashes, bytes.count)
      push(.string, from: start)
    default:
      // A run of hashes is read as a whole, because each of them would count those after it again.
      position += hashes
      while at(position).isWord { position += 1 }
      push(.directive, from: start)
    }
  }

  private func hasHashes(_ count: Int, at offset: Int) -> Bool { (0..<count).allSatisfy { at(offset + $0) == "#" } }

  /// The maximum nesting depth of strings within string interpolations.
  private static let depthLimit = 100

  /// Returns the offset after a string literal, whose interpolations may contain further strings.
  private func endOfString(openedAt quote: Int, hashes: Int, depth: Int = 0) throws(Fault) -> Int {
    guard depth < Self.depthLimit else { throw Fault(kind: .unclosedString, offset: quote - hashes) }
    let isTriple = at(quote + 1) == "\"" && at(quote + 2) == "\""
    let isMultiline = isTriple && !closesOnLine(after: quote + 1, hashes: hashes)
    let quotes = isMultiline ? 3 : 1
    var i = quote + quotes
    while i < bytes.count {
      if bytes[i] == "\\", hasHashes(hashes, at: i + 1) {
        i += 1 + hashes
        i = at(i) == "(" ? try endOfInterpolation(openedAt: i, depth: depth + 1) : i + 1
      } else if (0..<quotes).allSatisfy({ at(i + $0) == "\"" }), hasHashes(hashes, at: i + quotes) {
        return i + quotes + hashes
      } else if bytes[i] == "\n", !isMultiline {
        break
      } else {
        i += 1
      }
    }
    throw Fault(kind: .unclosedString, offset: quote - hashes)
  }

  /// Returns whether a raw string closes on the line it begins on: `#"""#` contains one quote.
  private func closesOnLine(after start: Int, hashes: Int) -> Bool {
    guard hashes > 0 else { return false }
    // Looking no further than the first end keeps a line of many strings linear.
    let end = bytes[start...].indices.first {
      bytes[$0] == "\n" || (bytes[$0] == "\"" && hasHashes(hashes, at: $0 + 1))
    }
    return end.map { bytes[$0] != "\n" } ?? false
  }

  /// Returns the code of the interpolations in a string literal, such as `x` in `"\\(x)"`.
  package static func interpolations(in literal: String) -> [String] {
    let lexer = SwiftLexer(literal)
    let hashes = lexer.bytes.prefix { $0 == "#" }.count
    var (i, code): (Int, [String]) = (hashes, [])
    while i < lexer.bytes.count {
      guard lexer.bytes[i] == "\\", lexer.hasHashes(hashes, at: i + 1) else {
        i += 1
        continue
      }
      i += 1 + hashes
      if lexer.at(i) == "(", let end = try? lexer.endOfInterpolation(openedAt: i, depth: 0) {
        code.append(String(decoding: lexer.bytes[i + 1..<max(i + 1, end - 1)], as: UTF8.self))
        i = end
      } else {
        i += 1
      }
    }
    return code
  }

  private func endOfInterpolation(openedAt start: Int, depth nesting: Int) throws(Fault) -> Int {
    var depth = 0
    var i = start
    while i < bytes.count {
      switch bytes[i] {
      case "(": depth += 1
      case ")": depth -= 1
      case "\"":
        i = try endOfString(openedAt: i, hashes: 0, depth: nesting)
        continue
      case "#":
        let hashes = bytes[i...].prefix { $0 == "#" }.count
        i += hashes
        if at(i) == "\"" { i = try endOfString(openedAt: i, hashes: hashes, depth: nesting) }
        continue
      default: break
      }
      i += 1
      if depth == 0 { break }
    }
    return i
  }
}

extension UInt8 {
  /// Whether the byte can be part of an identifier; every byte of a non-ASCII character can.
  fileprivate var isWord: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: self >= 0x80
    }
  }

  fileprivate var isOperator: Bool { "/=-+!*%<>&|^~?".utf8.contains(self) }
}
