/// Finds problems of a file that do not depend on its Markdown.
struct SourceChecks {
  private(set) var problems: [LessonProblem] = []

  /// Finds the problems.
  ///
  /// - Parameter name: the lesson's name, or nil if any name will do.
  init(source: SourceText, name: String?) {
    if let name, !isKebabCase(name) { problems.append(LessonProblem(.badName(name), at: SourceLocation(line: 1))) }
    let text = source.bytes.dropFirst(source.byteOrderMark)
    if text.allSatisfy({ $0.isSpaceOrTab || $0 == .newline || $0 == .carriageReturn }) {
      problems.append(LessonProblem(.emptyFile, at: SourceLocation(line: 1)))
      return
    }
    if let nul = source.bytes.firstIndex(of: 0) {
      problems.append(LessonProblem(.nulByte, at: source.location(ofByte: nul)))
    }
    if let bad = Self.firstInvalidByte(source.bytes) {
      problems.append(LessonProblem(.notUTF8, at: source.location(ofByte: bad)))
    }
  }

  /// Returns the offset of the first byte that does not belong to a UTF-8 sequence (Unicode 15, table 3-7).
  static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    var position = 0
    while position < bytes.count {
      let (length, second): (Int, ClosedRange<UInt8>) =
        switch bytes[position] {
        case 0x00...0x7F: (1, 0x80...0xBF)
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0x80...0xBF)
        }
      guard length > 0, position + length <= bytes.count else { return position }
      for offset in 1..<max(1, length) {
        let allowed = offset == 1 ? second : 0x80...0xBF
        guard allowed.contains(bytes[position + offset]) else { return position }
      }
      position += length
    }
    return nil
  }
}
