import LessonFormat

/// A word of a line with attributes, as far as it is written: `key`, `key=value` or `key="quoted value"`.
struct WrittenWord {
  var key: String
  /// The bytes of the file.
  var range: Range<Int>
  /// The bytes of the value, without an opening quotation mark; nil if there is no `=`.
  var value: Range<Int>?

  /// Splits bytes into words; a quoted value may have spaces, and may lack its end.
  static func words(in bytes: ArraySlice<UInt8>) -> [WrittenWord] {
    var words: [WrittenWord] = []
    var rest = bytes
    while let first = rest.firstIndex(where: { !$0.isSpaceOrTab }) {
      var (isQuoted, isEscaped) = (false, false)
      let end = rest[first...].firstIndex { byte in
        if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
        isEscaped = byte == UInt8(ascii: "\\") && isQuoted && !isEscaped
        return byte.isSpaceOrTab && !isQuoted
      }
      let range = first..<(end ?? rest.endIndex)
      let key = bytes[range].prefix { $0 != UInt8(ascii: "=") }
      var value: Range<Int>?
      if key.endIndex < range.upperBound {
        let start = key.endIndex + 1
        value = (start < range.upperBound && bytes[start] == UInt8(ascii: "\"") ? start + 1 : start)..<range.upperBound
      }
      words.append(WrittenWord(key: String(decoding: key, as: UTF8.self), range: range, value: value))
      rest = rest[range.upperBound...]
    }
    return words
  }
}

extension BlockDescription {
  /// Returns the kind of block that the first words name, and the number of those words.
  static func named(by words: [String]) -> (block: BlockDescription, count: Int)? {
    for count in [1, 2] where words.count >= count {
      let spelling = words.prefix(count).joined(separator: " ")
      if let block = all.first(where: { $0.spellings.contains(spelling) }) { return (block, count) }
    }
    return nil
  }
}
