/// The character, length and indentation of a fence.
struct FenceMark {
  let character: UInt8
  private(set) var length: Int
  /// The spaces before it, which also precede its lines.
  let indent: [UInt8]

  static let backticks = FenceMark("```".utf8.map { $0 }[...])

  /// Parses a fence's opening line.
  init(_ line: ArraySlice<UInt8>) {
    indent = Array(line.prefix { $0 == .space })
    let rest = line.dropFirst(indent.count)
    let character = rest.first ?? UInt8(ascii: "`")
    self.character = character
    length = rest.prefix { $0 == character }.count
  }

  private init(character: UInt8, length: Int) { (self.character, self.length, indent) = (character, length, []) }

  /// A fence of the other character: a backtick or a tilde.
  var other: FenceMark {
    FenceMark(character: character == UInt8(ascii: "`") ? UInt8(ascii: "~") : UInt8(ascii: "`"), length: 3)
  }

  /// The fence without its indentation.
  var text: String { String(repeating: Character(Unicode.Scalar(character)), count: length) }

  /// Returns whether no run of the fence's character in the given lines is as long as the fence.
  func encloses(_ text: [String]) -> Bool { longestRun(in: text) < min(length, MarkdownOutline.longestFence) }

  /// Returns a fence that is longer than every run of its character in the given lines, or nil if it would be too long for cmark.
  func enclosing(_ text: [String]) -> FenceMark? {
    var fence = self
    fence.length = max(3, longestRun(in: text) + 1)
    return fence.encloses(text) ? fence : nil
  }

  private func longestRun(in text: [String]) -> Int { text.map { $0.utf8.longestRun(of: character) }.max() ?? 0 }
}
