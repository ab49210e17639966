/// The kind and attributes of a block, as its info string gives them.
struct FenceOpening {
  let info: InfoString
  /// The kind of the block, or nil for a block without a meaning in a lesson.
  private(set) var kind: BlockKind?
  /// The problem to report if the block looks like a misspelt block of a lesson.
  private(set) var mistake: LessonProblem.Kind?
  /// The words after those that name the kind.
  private(set) var attributes: ArraySlice<InfoString.Word> = []
  /// The location of the first word.
  let location: SourceLocation

  init(_ info: InfoString) {
    self.info = info
    location = (info.words.map(\.location) + info.faults.map(\.location)).min() ?? SourceLocation(line: 1)
    for spelling in BlockKind.allSpellings {
      let words = spelling.split(separator: " ")
      let given = info.words.prefix(words.count)
      guard given.count == words.count, zip(given, words).allSatisfy({ $0.value == nil && $0.key == $1 }) else {
        continue
      }
      kind = BlockKind.named(spelling)
      attributes = info.words.dropFirst(words.count)
      return
    }
    mistake = Self.mistake(info)
  }

  /// Whether the block is Swift code without a meaning in a lesson, which can be compiled: it has no `ignore` after its `swift`.
  var isPlainSwift: Bool {
    let words = info.words.filter { $0.value == nil }.map(\.key)
    return kind == nil && info.words.first?.value == nil && words.first == "swift" && !words.contains("ignore")
  }

  /// The first word, for messages.
  var word: String { kind?.name ?? info.words.first?.key ?? info.faults.first?.text ?? "```" }

  /// Returns the problem to report if the words look like a misspelt block of a lesson.
  private static func mistake(_ info: InfoString) -> LessonProblem.Kind? {
    let starts = (info.words.map { ($0.location, $0.key) } + info.faults.map { ($0.location, $0.text) }).sorted {
      $0.0 < $1.0
    }
    guard let first = starts.first?.1 else { return nil }
    let second = starts.dropFirst().first?.1 ?? ""
    // The word without characters that cannot be part of it, as in `{swift-cell}` or `swift-cell,id=a`.
    let plain = String(
      first.drop { $0 == "{" || $0 == "." }.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    let pairs = BlockKind.allSpellings.map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 2 }
    let meant = pairs.filter { $0[0] == plain.lowercased() }
    if !meant.isEmpty, plain == first {
      let seconds = meant.map { $0[1] }
      let near = Suggestion.nearest(to: second.lowercased(), among: seconds) ?? seconds.first { second.hasPrefix($0) }
      if let near { return .unknownFenceWord("\(first) \(second)", suggestion: "\(meant[0][0]) \(near)") }
    }
    if plain.lowercased() == "swift" {
      return info.words.contains { $0.key == "id" && $0.value != nil } ? .attributesOfPlainSwift : nil
    }
    let words = BlockKind.allSpellings.filter { !$0.contains(" ") }
    guard plain.count > 4, let suggestion = Suggestion.nearest(to: plain, among: words) else { return nil }
    return .unknownFenceWord(first, suggestion: suggestion)
  }
}
