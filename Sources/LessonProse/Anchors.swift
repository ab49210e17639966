import LessonFormat

/// The unique anchors of a page's headings, made as code hosts make them.
struct Anchors {
  /// The anchors in use, and the last number that was appended to each.
  private var numbers: [String: Int]

  /// Creates a set of anchors.
  ///
  /// - Parameter taken: the anchors that no heading may use.
  init(taken: [String]) { numbers = Dictionary(taken.map { ($0, 0) }) { first, _ in first } }

  /// Makes an anchor from a heading's text: in lowercase, without punctuation, and with hyphens for spaces.
  mutating func make(for text: String) -> String {
    let kept = text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
    let name = kept.isEmpty ? "section" : kept.replacing(" ", with: "-").withoutControls
    guard var number = numbers[name] else {
      numbers[name] = 0
      return name
    }
    repeat { number += 1 } while numbers["\(name)-\(number)"] != nil
    numbers[name] = number
    numbers["\(name)-\(number)"] = 0
    return "\(name)-\(number)"
  }
}
