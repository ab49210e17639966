// String literals: where they end, and the code in them.

extension SwiftLexer {
  /// Returns the offset after a string literal, whose interpolations may contain further strings.
  func endOfString(openedAt quote: Int, hashes: Int, depth: Int = 0) throws(Fault) -> Int {
    guard depth < Self.depthLimit, mending?.endsStrings != true else {
      throw Fault(kind: .unclosedString, offset: quote - hashes)
    }
    let isMultiline = opensLines(quote, hashes: hashes)
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

  /// Returns whether a quotation mark begins a string of several lines.
  func opensLines(_ quote: Int, hashes: Int) -> Bool {
    at(quote + 1) == "\"" && at(quote + 2) == "\"" && !closesOnLine(after: quote + 1, hashes: hashes)
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

  /// Returns whether a hash begins a part of an `#if`, which cannot be within a string.
  private func beginsCondition(_ hash: Int) -> Bool {
    ["if", "elseif", "else", "endif"].contains {
      bytes[(hash + 1)...].starts(with: $0.utf8) && !at(hash + 1 + $0.utf8.count).isWord
    }
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
        if hashes == 1, followsConditions, beginsCondition(i) { throw Fault(kind: .unclosedString, offset: i) }
        i += hashes
        if at(i) == "\"" { i = try endOfString(openedAt: i, hashes: hashes, depth: nesting) }
        continue
      case "/" where at(i + 1) == "*":
        guard let end = endOfComment(openedAt: i) else { throw Fault(kind: .unclosedString, offset: i) }
        i = end
        continue
      case "/" where at(i + 1) == "/":
        i = bytes[i...].firstIndex { $0 == "\n" } ?? bytes.count
        continue
      default: break
      }
      i += 1
      if depth == 0 { break }
    }
    return i
  }
}
