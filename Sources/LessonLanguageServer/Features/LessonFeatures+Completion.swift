import LessonFormat
import LessonTangle

extension LessonFeatures {
  /// Returns what may be meant at a position: kinds of blocks, attributes and their values on a line that opens a block or is one of the
  /// front matter, and ids of cells in a link; nothing in prose elsewhere, nor in code.
  func completions(at position: TextPosition) -> [CompletionItem] {
    guard position.line >= 0, position.line < lesson.source.lineCount,
      let line = LineText(position.line + 1, of: lesson.source), let byte = line.byte(atColumn: position.character)
    else { return [] }
    guard let attributes = AttributeLine(line.line, of: lesson) else { return links(at: byte, in: line) }
    // Within the fence, or in the indentation before it.
    if let info = lesson.infoString(onLine: line.line), byte < info.lowerBound { return [] }
    let index = attributes.words.firstIndex { $0.range.lowerBound <= byte && byte <= $0.range.upperBound }
    let word = index.map { attributes.words[$0] }
    let before = attributes.words.prefix { $0.range.upperBound < byte }.count
    let range = word?.range ?? byte..<byte
    if !attributes.isSetting,
      index ?? before < attributes.block?.count ?? 1 || isSecondWord(index ?? before, attributes)
    {
      return kinds(index ?? before, attributes, replacing: range)
    }
    if let word, let value = word.value, byte >= value.lowerBound {
      return values(of: word, at: byte, value, attributes)
    }
    let taken = Set(attributes.words.filter { $0.range != range }.map(\.key))
    // A line of the front matter sets one thing.
    if attributes.isSetting, before > 0 { return [] }
    let hasValue = word?.value != nil
    let replaced = word.map { $0.range.lowerBound..<$0.range.lowerBound + $0.key.utf8.count } ?? range
    let table = attributes.attributes
    return table.indices.filter { !taken.contains(table[$0].name) }.map { number in
      let attribute = table[number]
      let end = hasValue || attribute.arity != .value ? "" : attributes.isSetting ? ": " : "="
      return item(
        attribute.name, .property, attribute.usage.filter { $0 != "`" }, "\(attribute.summary).",
        text: attribute.name + end, over: replaced, line, number)
    }
  }

  /// Returns whether a word may be the second of the two that name a kind of block, such as `cell` after `swift`.
  private func isSecondWord(_ index: Int, _ line: AttributeLine) -> Bool {
    guard index == 1, line.block == nil else { return false }
    return BlockDescription.all.contains { $0.spellings.contains { $0.hasPrefix(line.words[0].key + " ") } }
  }

  private func kinds(_ index: Int, _ line: AttributeLine, replacing range: Range<Int>) -> [CompletionItem] {
    let first = index == 1 ? line.words[0].key + " " : ""
    let blocks = BlockDescription.all
    return blocks.indices.compactMap { number in
      let spelling = blocks[number].spellings.first { index == 0 || $0.hasPrefix(first) }
      return spelling.map { spelling in
        let text = String(spelling.dropFirst(first.count))
        return item(text, .keyword, nil, blocks[number].summary, text: text, over: range, line.line, number)
      }
    }
  }

  private func values(of word: WrittenWord, at byte: Int, _ value: Range<Int>, _ line: AttributeLine)
    -> [CompletionItem]
  {
    guard let attribute = line.attributes.first(where: { $0.name == word.key }) else { return [] }
    let bytes = lesson.source.bytes
    let isList = ["needs", "tags"].contains(word.key)
    let (comma, quote) = (UInt8(ascii: ","), UInt8(ascii: "\""))
    let start =
      isList ? bytes[value.lowerBound..<byte].lastIndex(of: comma).map { $0 + 1 } ?? value.lowerBound : value.lowerBound
    let end = bytes[byte..<value.upperBound].firstIndex { $0 == quote || (isList && $0 == comma) } ?? value.upperBound
    let others = isList ? Set(String(decoding: bytes[value], as: UTF8.self).split(separator: ",").map(String.init)) : []
    let values = (attribute.values + used(as: word.key)).filter { !others.contains($0) }
    return values.indices.map { item(values[$0], .value, nil, nil, text: values[$0], over: start..<end, line.line, $0) }
  }

  /// Returns the values that other places of the lesson, or the course, give an attribute.
  private func used(as name: String) -> [String] {
    let values: [String] =
      switch name {
      case "needs": names.needs + lesson.cells.flatMap(\.attributes.needs)
      case "tags": lesson.cells.flatMap(\.attributes.tags)
      case "variant": names.variants + lesson.cells.flatMap { $0.outputs.compactMap(\.variant) }
      default: []
      }
    return Set(values).sorted()
  }

  /// Returns the cells and questions of the lesson if the position is in a link to one: `[…](#cell-…`.
  private func links(at byte: Int, in line: LineText) -> [CompletionItem] {
    let isProse = lesson.segments.contains { $0.lines.contains(line.line) && $0.kind.isProse }
    let before = line.bytes[..<byte]
    let opening = Array("](#".utf8)
    guard isProse, let start = before.indices.last(where: { before[$0...].starts(with: opening) }).map({ $0 + 3 }),
      !before[start...].contains(where: { $0 == UInt8(ascii: ")") || $0.isSpaceOrTab })
    else { return [] }
    let end = line.bytes[byte...].firstIndex { $0 == UInt8(ascii: ")") || $0.isSpaceOrTab } ?? line.bytes.endIndex
    let ids = (lesson.cells.map(\.id) + lesson.questions.map(\.id)).filter { !$0.isEmpty }.map { "cell-\($0)" }
    return ids.indices.map { item(ids[$0], .reference, nil, nil, text: ids[$0], over: start..<end, line, $0) }
  }

  private func item(
    _ label: String, _ kind: CompletionItem.Kind, _ detail: String?, _ documentation: String?, text: String,
    over range: Range<Int>, _ line: LineText, _ number: Int
  ) -> CompletionItem {
    CompletionItem(
      label: label, kind: kind, detail: detail, documentation: documentation.map { MarkupContent(value: $0) },
      textEdit: TextEdit(range: line.range(ofBytes: range), newText: text),
      // In the order of the table.
      sortText: String(number + 100))
  }
}

extension Segment.Kind {
  /// Whether the lines are prose.
  fileprivate var isProse: Bool {
    switch self {
    case .prose, .hint, .solution, .answer: true
    default: false
    }
  }
}
