import LessonFormat
import LessonTangle

/// A line on which attributes stand: one that opens a block, or one of the front matter.
struct AttributeLine {
  let line: LineText
  /// The words, the first of which name the kind of block.
  let words: [WrittenWord]
  /// Whether the line is one of the front matter, where `key: value` sets what other cells take from it.
  let isSetting: Bool

  /// Reads a line; fails if it is neither.
  init?(_ number: Int, of lesson: Lesson) {
    guard let line = LineText(number, of: lesson.source) else { return nil }
    self.line = line
    if let info = lesson.infoString(onLine: number) {
      isSetting = false
      words = WrittenWord.words(in: lesson.source.bytes[info])
    } else if let first = lesson.segments.first, first.kind == .frontMatter,
      (first.lines.lowerBound + 1..<first.lines.upperBound - 1).contains(number)
    {
      isSetting = true
      let bytes = line.bytes
      guard let start = bytes.firstIndex(where: { !$0.isSpaceOrTab }) else {
        words = []
        return
      }
      // A comment.
      if bytes[start] == UInt8(ascii: "#") { return nil }
      let key = bytes[start...].prefix { $0 != UInt8(ascii: ":") && !$0.isSpaceOrTab }
      let colon = bytes[key.endIndex...].firstIndex { $0 == UInt8(ascii: ":") }
      let value = colon.map { bytes[($0 + 1)...].firstIndex { !$0.isSpaceOrTab } ?? bytes.endIndex }
      words = [
        WrittenWord(
          key: String(decoding: key, as: UTF8.self), range: start..<(value == nil ? key.endIndex : bytes.endIndex),
          value: value.map { $0..<bytes.endIndex })
      ]
    } else {
      return nil
    }
  }

  /// The kind of block, and the number of words that name it, or nil if it has no meaning in a lesson.
  var block: (block: BlockDescription, count: Int)? { isSetting ? nil : BlockDescription.named(by: words.map(\.key)) }

  /// The attributes that may stand on the line.
  var attributes: [AttributeDescription] {
    isSetting ? AttributeDescription.fileSettings : block?.block.attributes ?? []
  }
}
