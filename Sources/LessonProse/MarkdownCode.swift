import LessonFormat

/// Code as Markdown that all parsers read alike.
public enum MarkdownCode {
  /// Returns a block of code, ending with a newline.
  ///
  /// - Parameters:
  ///   - info: the words after the fence, such as the code's language; left out if a parser could give them a meaning.
  ///   - gap: the spaces between the fence and the words.
  ///   - isNested: whether the block stands in a list or a quotation, whose ends parsers find in different places.
  public static func block(_ code: String, info: String = "", gap: String = "", isNested: Bool = false) -> String {
    let longestRun = "`~".utf8.map { code.utf8.longestRun(of: $0) }
    // Some parsers count no further than 255.
    guard let index = longestRun.firstIndex(where: { $0 < 250 }), !(isNested && isLikeMarkup(code)) else {
      return "<pre><code>\(MarkdownText.spelled(code))</code></pre>\n"
    }
    let fence = String(repeating: index == 0 ? "`" : "~", count: max(3, longestRun[index] + 1))
    let end = code.isEmpty || code.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
    let words = !info.isEmpty && keeps(info, of: code) ? gap + info : ""
    return "\(fence)\(words)\n\(code)\(end)\(fence)\n"
  }

  /// Returns code within a line: between backticks, or as an element where parsers differ about backticks.
  public static func span(_ code: String, isInTable: Bool = false) -> String {
    let isAmbiguous =
      ["`", "\n", "$$", "\\\\", "\\begin"].contains { code.utf8.firstRange(of: $0.utf8) != nil }
      || (isInTable && code.utf8.contains(UInt8(ascii: "|")))
      || code.unicodeScalars.first?.properties.isWhitespace != false
      || code.unicodeScalars.last?.properties.isWhitespace != false
    return isAmbiguous || isLikeMarkup(code) ? "<code>\(MarkdownText.spelled(code))</code>" : "`\(code)`"
  }

  /// Returns whether HTML is a block of code that was written as an element.
  static func isElement(_ html: String) -> Bool {
    html.wholeMatch(of: /<pre><code>[^<>]*<\/code><\/pre>\n?/.matchingSemantics(.unicodeScalar)) != nil
  }

  /// Returns whether an info string has no special characters, and a language with which no parser shows markup in the code.
  ///
  /// Some pages draw `mermaid` and other languages, and take their code for HTML.
  static func keeps(_ info: String, of code: String) -> Bool {
    let language = info.prefix { $0 != " " }.lowercased()
    return info.unicodeScalars.allSatisfy { $0.isLetterOrDigit || " -_+.#=,".unicodeScalars.contains($0) }
      && (info.isEmpty || languages.contains(language)
        || !(code.utf8.contains(UInt8(ascii: "<")) || code.hasCharacterReference))
  }

  /// Returns whether something in the code could be taken for a tag, or for the start of one that ends elsewhere.
  private static func isLikeMarkup(_ code: String) -> Bool {
    let (less, dot) = (UInt8(ascii: "<"), UInt8(ascii: "."))
    let bytes = Array(code.utf8)
    let end = bytes.lastIndex { ">=\"'/".utf8.contains($0) } ?? 0
    return bytes.indices.dropLast().contains { index in
      guard bytes[index] == less else { return false }
      let next = bytes[index + 1]
      // Swift's ranges, such as 0..<T, are common and have no end of a tag.
      let isRange = index > 0 && bytes[index - 1] == dot && index > end
      return !isRange && (Unicode.Scalar(next).isLetterOrDigit || "/!?".utf8.contains(next))
    }
  }

  private static let languages: Set<String> = [
    "bash", "c", "console", "cpp", "css", "diff", "html", "java", "javascript", "js", "json", "kotlin", "markdown",
    "md",
    "objc", "python", "py", "rust", "sh", "shell", "sql", "swift", "swift-cell", "text", "toml", "ts", "typescript",
    "txt", "xml", "yaml",
  ]
}
