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
  let place: Place

  init(_ info: InfoString) {
    self.info = info
    place = info.words.first?.place ?? info.faults.first?.place ?? Place(line: 1)
    guard let first = info.words.first, first.value == nil else { return }
    let second = info.words.dropFirst().first
    switch first.key {
    case "swift-cell": set(.cell, skipping: 1)
    case "output": set(.output, skipping: 1)
    case "swift":
      if let second, second.value == nil, second.key == "cell" {
        set(.cell, skipping: 2)
      } else if let second, second.value == nil, Suggestion.nearest(to: second.key, among: ["cell"]) != nil {
        mistake = .unknownFenceWord("swift \(second.key)", suggestion: "swift cell")
      } else if info.words.contains(where: { $0.key == "id" && $0.value != nil }) {
        mistake = .attributesOfPlainSwift
      }
    default:
      let plain = first.key.filter { $0 != "{" && $0 != "}" }
      if let suggestion = Suggestion.nearest(to: plain, among: ["swift-cell", "output"]), first.key.count > 4 {
        mistake = .unknownFenceWord(first.key, suggestion: suggestion)
      }
    }
  }

  private mutating func set(_ word: Word, skipping count: Int) {
    self.word = word
    attributes = info.words.dropFirst(count)
  }
}
