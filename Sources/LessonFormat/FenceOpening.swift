/// What the info string of a fence says that the block is.
struct FenceOpening {
  /// The blocks that mean something to a lesson.
  enum Word: String { case cell = "swift-cell", output }

  let info: InfoString
  /// What the block is; nil where it is none of a lesson's.
  private(set) var word: Word?
  /// What it was most likely meant to be, where that is a mistake.
  private(set) var mistake: LessonProblem.Kind?
  /// The words after those that name the block.
  private(set) var attributes: ArraySlice<InfoString.Word> = []
  /// Where the first word stands.
  let location: SourceLocation

  init(_ info: InfoString) {
    self.info = info
    location = (info.words.map(\.location) + info.faults.map(\.location)).min() ?? SourceLocation(line: 1)
    let names = info.words.prefix(2).map { $0.value == nil ? $0.key : "" }
    switch (names.first ?? "", names.dropFirst().first ?? "") {
    case ("swift-cell", _): set(.cell, skipping: 1)
    case ("swift", "cell"): set(.cell, skipping: 2)
    case ("output", _): set(.output, skipping: 1)
    default: mistake = Self.mistake(info)
    }
  }

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
    if plain.lowercased() == "swift" {
      if plain == first, Suggestion.nearest(to: second.lowercased(), among: ["cell"]) != nil || second.hasPrefix("cell")
      {
        return .unknownFenceWord("\(first) \(second)", suggestion: "swift cell")
      }
      return info.words.contains { $0.key == "id" && $0.value != nil } ? .attributesOfPlainSwift : nil
    }
    guard plain.count > 4, let suggestion = Suggestion.nearest(to: plain, among: ["swift-cell", "output"]) else {
      return nil
    }
    return .unknownFenceWord(first, suggestion: suggestion)
  }

  private mutating func set(_ word: Word, skipping count: Int) {
    self.word = word
    attributes = info.words.dropFirst(count)
  }
}
