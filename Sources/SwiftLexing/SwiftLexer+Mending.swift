/// What makes broken code well-formed, so that it ends where its cell does.
package struct Mends {
  /// The closing brackets and quotation marks to insert, in the order of their byte offsets.
  package fileprivate(set) var insertions: [(offset: Int, text: String)] = []
  /// The byte ranges of what closes nothing and of conditions without an end, to be replaced by spaces, in order.
  package fileprivate(set) var blanks: [Range<Int>] = []
  /// What closes the rest, on a line of its own after the code.
  package fileprivate(set) var closers = ""

  /// Creates what changes nothing.
  package init() {}
}

/// An open `#if`.
struct Condition {
  var offset: Int
  /// The number of brackets that are open around it.
  var depth: Int
  /// The byte ranges of its directives so far, if the code is mended.
  var directives: [Range<Int>] = []
}

/// What a lexer that mends code knows.
struct Mending {
  var mends = Mends()
  /// Whether a string was found to be broken: then each interpolation ends on its line, so that the code is not read again and again.
  var endsStrings = false
  /// The directives of conditions that are left out, in any order.
  var directives: [Range<Int>] = []
  /// The directive of a condition that began on the line, and the number of brackets that are open around it.
  var directive: (offset: Int, depth: Int, role: Role)?

  enum Role { case part, end, stray }
}

extension SwiftLexer {
  /// Returns the tokens of code in any state, with what makes it well-formed.
  ///
  /// A single-line string and an interpolation end on their line; all else that is open is closed at the code's end. A `#if` without its
  /// end is replaced by spaces, because an `#endif` would need a line of its own, and could hide what the code declares from the cells after it.
  package static func mendedTokens(of code: String) -> (tokens: [SwiftToken], mends: Mends) {
    var lexer = SwiftLexer(code, followsConditions: true)
    lexer.mending = Mending()
    while lexer.position < lexer.bytes.count {
      do throws(Fault) { try lexer.step() } catch { lexer.mend(error.kind, at: error.offset) }
    }
    lexer.endDirective()
    while !lexer.conditions.isEmpty { lexer.removeCondition() }
    let closers = lexer.brackets.reversed().map { closer(of: $0.byte) }.joined()
    lexer.mending?.mends.closers += closers
    return lexer.mended
  }

  private mutating func mend(_ fault: Fault.Kind, at offset: Int) {
    switch fault {
    case .unopenedBracket: mendBracket()
    case .unclosedBracket: closeBrackets(downTo: conditions.last?.depth ?? 0)
    case .unclosedCondition: removeCondition()
    case .unopenedDirective(let directive):
      beginDirective(at: offset, role: .stray)
      position += directive.utf8.count
      push(.directive, from: offset)
    case .unclosedString:
      // The fault may be that of a string within the string.
      let start = position
      mending?.endsStrings = true
      let hashes = bytes[start...].prefix { $0 == "#" }.count
      position = mendString(openedAt: start + hashes, hashes: hashes)
      push(.string, from: start)
    case .unclosedRegex:
      let hashes = bytes[offset...].prefix { $0 == "#" }.count
      let end = "/" + String(repeating: "#", count: hashes)
      if isAtEndOfLine(offset + hashes + 1) {
        mending?.mends.closers = end
        position = bytes.count
      } else {
        position = endOfLine(offset)
        insertAtEndOfLine(end)
      }
      push(.string, from: offset)
    case .unclosedComment:
      let depth = openComments(from: offset)
      mending?.mends.closers = String(repeating: "*/", count: depth)
      position = bytes.count
    }
  }

  // MARK: - Brackets

  /// The number of open brackets among which the one is looked for that a closing bracket closes, which bounds the time.
  private static let reach = 64

  /// Closes the brackets within the one that a closing bracket closes, or leaves the closing bracket out if it closes none.
  private mutating func mendBracket() {
    let floor = max(conditions.last?.depth ?? 0, brackets.count - Self.reach)
    if let match = brackets[min(floor, brackets.count)...].lastIndex(where: { Self.closes(bytes[position], $0.byte) }) {
      closeBrackets(downTo: match + 1)
    } else {
      mending?.mends.blanks.append(position..<position + 1)
      position += 1
    }
  }

  private mutating func closeBrackets(downTo depth: Int) {
    guard brackets.count > depth else { return }
    let text = brackets[depth...].reversed().map { Self.closer(of: $0.byte) }.joined()
    brackets.removeSubrange(depth...)
    // Not at the end of the line, which may be a comment.
    mending?.mends.insertions.append((tokens.last?.range.upperBound ?? 0, text))
  }

  private static func closer(of byte: UInt8) -> String {
    switch byte {
    case "(": ")"
    case "[": "]"
    default: "}"
    }
  }

  // MARK: - Conditions

  /// Notes that a directive of a condition begins.
  mutating func beginDirective(at offset: Int, role: Mending.Role) {
    mending?.directive = (offset, brackets.count, role)
  }

  /// Ends the line of a directive, and closes the brackets that its condition leaves open.
  mutating func endDirective() {
    guard let directive = mending?.directive else { return }
    mending?.directive = nil
    closeBrackets(downTo: directive.depth)
    let range = directive.offset..<(tokens.last?.range.upperBound ?? directive.offset)
    switch directive.role {
    case .part: conditions[conditions.count - 1].directives.append(range)
    case .stray: mending?.directives.append(range)
    case .end: break
    }
  }

  /// Leaves out the innermost condition, but not what is in it.
  private mutating func removeCondition() {
    endDirective()
    mending?.directives += conditions.removeLast().directives
  }

  // MARK: - Strings

  private func endOfLine(_ offset: Int) -> Int { bytes[offset...].firstIndex { $0 == "\n" } ?? bytes.count }

  /// Inserts what closes a string at the end of its line, where a backslash must not take it for its own.
  private mutating func insertAtEndOfLine(_ text: String) {
    let last = bytes[position - 1]
    mending?.mends.insertions.append((position, (last == "\\" || last == "#" ? " " : "") + text))
  }

  /// Returns the offset after a string, each of whose interpolations ends on its line.
  private mutating func mendString(openedAt quote: Int, hashes: Int) -> Int {
    let isMultiline = opensLines(quote, hashes: hashes)
    let quotes = isMultiline ? 3 : 1
    let end = String(repeating: "\"", count: quotes) + String(repeating: "#", count: hashes)
    position = quote + quotes
    var missing = ""
    while position < bytes.count, missing.isEmpty || isMultiline {
      if bytes[position] == "\\", hasHashes(hashes, at: position + 1) {
        position += 1 + hashes
        if at(position) == "(" {
          missing = mendInterpolation()
          if isMultiline, !missing.isEmpty { insertAtEndOfLine(missing) }
        } else if position < bytes.count, bytes[position] != "\n" {
          position += 1
        }
      } else if (0..<quotes).allSatisfy({ at(position + $0) == "\"" }), hasHashes(hashes, at: position + quotes) {
        return position + quotes + hashes
      } else if bytes[position] == "\n", !isMultiline {
        break
      } else {
        position += 1
      }
    }
    if isMultiline { mending?.mends.closers = end } else { insertAtEndOfLine(missing + end) }
    return isMultiline ? bytes.count : endOfLine(position)
  }

  /// Moves to the end of an interpolation, or to the end of its line; returns what closes it there.
  private mutating func mendInterpolation() -> String {
    var open: [String] = []
    repeat {
      guard position < bytes.count, bytes[position] != "\n" else { return open.reversed().joined() }
      if let string = open.last, string.first == "\"" {
        readInterpolated(string.utf8.count - 1, &open)
        continue
      }
      let hashes = bytes[position...].prefix { $0 == "#" }.count
      let isQuote = at(position + hashes) == "\""
      if startsComment(position) || (isQuote && opensLines(position + hashes, hashes: hashes)) {
        // It would hide what closes the interpolation.
        let end = endOfLine(position)
        mending?.mends.blanks.append(position..<end)
        position = end
      } else if isQuote {
        open.append("\"" + String(repeating: "#", count: hashes))
        position += hashes + 1
      } else {
        if bytes[position] == "(" { open.append(")") } else if bytes[position] == ")" { open.removeLast() }
        position += max(1, hashes)
      }
    } while !open.isEmpty
    return ""
  }

  /// Moves on in a string within an interpolation, which may have interpolations, too.
  private mutating func readInterpolated(_ hashes: Int, _ open: inout [String]) {
    let escapes = bytes[position] == "\\" && hasHashes(hashes, at: position + 1)
    let next = at(position + 1 + hashes)
    if escapes, next == "(" { open.append(")") }
    if bytes[position] == "\"", hasHashes(hashes, at: position + 1) {
      open.removeLast()
      position += 1 + hashes
    } else {
      position += escapes && next != "\n" ? min(2 + hashes, bytes.count - position) : 1
    }
  }

  // MARK: - The rest

  /// Returns the number of comments that are open at the end of the code.
  private func openComments(from start: Int) -> Int {
    var (i, depth) = (start, 0)
    while i < bytes.count {
      let step = at(i) == "/" && at(i + 1) == "*" ? 1 : at(i) == "*" && at(i + 1) == "/" ? -1 : 0
      depth += step
      i += step == 0 ? 1 : 2
    }
    return depth
  }

  /// The tokens and the mends without those of directives that are left out.
  private var mended: (tokens: [SwiftToken], mends: Mends) {
    guard let mending else { return (tokens, Mends()) }
    let directives = mending.directives.sorted { $0.lowerBound < $1.lowerBound }
    var mends = mending.mends
    var rest = directives[...]
    /// Returns whether an offset is in none of the directives; offsets are given in order.
    func isKept(_ offset: Int) -> Bool {
      while let directive = rest.first, directive.upperBound <= offset { rest.removeFirst() }
      return rest.first?.contains(offset) != true
    }
    let tokens = tokens.filter { isKept($0.range.lowerBound) }
    rest = directives[...]
    // What is inserted after a directive closes brackets of its condition.
    mends.insertions.removeAll { !isKept($0.offset - 1) }
    rest = directives[...]
    mends.blanks.removeAll { !isKept($0.lowerBound) }
    mends.blanks = (mends.blanks + directives).sorted { $0.lowerBound < $1.lowerBound }
    return (tokens, mends)
  }
}
