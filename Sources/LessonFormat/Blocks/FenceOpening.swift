/// What the info string of a fence says that the block is.
struct FenceOpening {
  let info: InfoString
  /// What the block is; nil where it is none of a lesson's.
  private(set) var kind: BlockKind?
  /// What it was most likely meant to be, where that is a mistake.
  private(set) var mistake: LessonProblem.Kind?
  /// The words after those that name the block.
  private(set) var attributes: ArraySlice<InfoString.Word> = []
  /// Where the first word stands.
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

  /// The first word, for messages.
  var word: String { kind?.name ?? info.words.first?.key ?? info.faults.first?.text ?? "```" }

  /// What the words were most likely meant to be, where they look like a block of a lesson.
  private static func mistake(_ info: InfoString) -> LessonProblem.Kind? {
    let starts = (info.words.map { ($0.location, $0.key) } + info.faults.map { ($0.location, $0.text) }).sorted {
      $0.0 < $1.0
    }
    guard let first = starts.first?.1 else { return nil }
    let second = starts.dropFirst().first?.1 ?? ""
    // The word up to what cannot stand in one: `{swift-cell}`, `swift-cell,id=a`.
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
