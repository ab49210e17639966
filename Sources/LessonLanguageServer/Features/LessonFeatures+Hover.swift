import LessonFormat
import LessonTangle

extension LessonFeatures {
  /// Returns what the word at a position means, if it names a kind of block, an attribute or a setting.
  func hover(at position: TextPosition) -> Hover? {
    guard position.line < lesson.source.lineCount, let line = AttributeLine(position.line + 1, of: lesson),
      let byte = line.line.byte(atColumn: position.character),
      let index = line.words.firstIndex(where: { $0.range.contains(byte) })
    else { return nil }
    if let (block, count) = line.block, index < count {
      let range = line.words[0].range.lowerBound..<line.words[count - 1].range.upperBound
      return hover("`\(block.spellings[0])`: \(block.summary)", over: range, in: line)
    }
    let word = line.words[index]
    guard let attribute = line.attributes.first(where: { $0.name == word.key }) else { return nil }
    return hover("\(attribute.usage): \(attribute.summary).", over: word.range, in: line)
  }

  private func hover(_ text: String, over range: Range<Int>, in line: AttributeLine) -> Hover {
    Hover(contents: MarkupContent(value: text), range: line.line.range(ofBytes: range))
  }
}
