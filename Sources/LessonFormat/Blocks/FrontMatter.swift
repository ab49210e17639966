/// The lines between two `---` rules at the start of a lesson, which give defaults for its cells as `key: value`.
struct FrontMatter {
  /// The lines including both rules; empty if there is no front matter.
  private(set) var lines = 1..<1
  /// What the lines set.
  private(set) var settings = FileSettings()
  private(set) var problems: [LessonProblem] = []

  /// Creates front matter without lines.
  init() {}

  init(of source: SourceText) {
    guard source.lineCount > 1, Self.isRule(source.text(ofLine: 1)) else { return }
    // Nothing after the first fence can end the front matter, because a cell may print a rule.
    let last = (2..<source.lineCount + 1).first {
      Self.isRule(source.text(ofLine: $0)) || Self.isFence(source.text(ofLine: $0))
    }
    guard let end = last, Self.isRule(source.text(ofLine: end)) else {
      // A first line of `---` may also be a Markdown rule; only the next line shows which.
      if InfoString.isKeyed(source.text(ofLine: 2)) {
        problems.append(LessonProblem(.unclosedFrontMatter, at: SourceLocation(line: 1)))
      }
      return
    }
    lines = 1..<end + 1
    var reader = AttributeReader(FileSettings.table, of: "the front matter")
    for line in 2..<end where problems.count + reader.problems.count <= Lesson.problemLimit {
      let text = source.text(ofLine: line)
      let content = text.drop { $0 == " " || $0 == "\t" }
      guard !content.isEmpty, content.first != "#" else { continue }
      guard let word = Self.word(text, line: line) else {
        problems.append(LessonProblem(.malformedFrontMatter(text), at: SourceLocation(line: line)))
        continue
      }
      // A flag that is set to `false` has its default value.
      let isOff = Self.isFlag(word.key) && word.value == "false"
      if !isOff { reader.read(word, into: &settings) }
    }
    problems += reader.problems
  }

  private static func isFlag(_ key: String) -> Bool {
    FileSettings.table.contains { $0.name == key && $0.arity == .flag }
  }

  private static func isRule(_ line: String) -> Bool {
    line.hasPrefix("---") && line.utf8.dropFirst(3).allSatisfy(\.isSpaceOrTab)
  }

  private static func isFence(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    return text.hasPrefix("```") || text.hasPrefix("~~~")
  }

  /// Parses `key: value`; the value of a flag is `true`.
  private static func word(_ text: String, line: Int) -> InfoString.Word? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let key = text[..<colon]
    let after = text[text.utf8.index(after: colon)...]
    let start = after.utf8.firstIndex { !$0.isSpaceOrTab } ?? after.endIndex
    var value = String(after[start...].reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    let column = text.utf8.distance(from: text.startIndex, to: start) + 1
    guard !key.isEmpty, !key.utf8.contains(where: \.isSpaceOrTab) else { return nil }
    for quote in ["\"", "'"] where value.count > 1 && value.hasPrefix(quote) && value.hasSuffix(quote) {
      value = String(value.dropFirst().dropLast())
    }
    return InfoString.Word(
      key: String(key), value: isFlag(String(key)) && value == "true" ? nil : value,
      location: SourceLocation(line: line),
      valueLocation: SourceLocation(line: line, column: column))
  }
}

extension InfoString {
  /// Returns whether a line has the form `key: value`.
  fileprivate static func isKeyed(_ line: String) -> Bool {
    let key = line.prefix { $0 != ":" }
    return key.count < line.count && isKebabCase(String(key))
  }
}
