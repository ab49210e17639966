/// The words after a fence, read from the file's own bytes, because cmark's copy has escapes and entities replaced.
struct InfoString {
  /// A word: `key`, `key=value` or `key="quoted value"`.
  struct Word: Equatable {
    var key: String
    /// The text after `=`, without quotes, or nil if there is no `=`.
    var value: String?
    var isQuoted = false
    var location: SourceLocation
    /// The location of the value, or of the word if it has none.
    var valueLocation: SourceLocation
  }

  /// A stretch of text that does not match the grammar of a word.
  struct Fault: Equatable {
    var text: String
    var location: SourceLocation
  }

  private(set) var words: [Word] = []
  private(set) var faults: [Fault] = []

  /// Parses the words of some bytes within one line, which begin at the given location.
  init(_ bytes: ArraySlice<UInt8>, at location: SourceLocation) {
    var scanner = Scanner(bytes: bytes, position: bytes.startIndex)
    while let start = scanner.skipWhitespace() {
      let at = SourceLocation(line: location.line, column: location.column + start - bytes.startIndex)
      let key = scanner.take { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "\"") }
      var word = Word(key: key, location: at, valueLocation: at)
      if scanner.next == UInt8(ascii: "=") {
        scanner.position += 1
        word.valueLocation.column = location.column + scanner.position - bytes.startIndex
        if scanner.next == UInt8(ascii: "\"") {
          word.isQuoted = true
          word.value = scanner.takeQuoted()
        } else {
          word.value = scanner.take { $0 != UInt8(ascii: "\"") }
        }
      }
      let isWhole = scanner.next.map(\.isSpaceOrTab) ?? true
      if key.isEmpty || !isWhole || (word.isQuoted && word.value == nil) {
        _ = scanner.take { _ in true }
        let text = String(decoding: bytes[start..<scanner.position], as: UTF8.self)
        faults.append(Fault(text: text, location: at))
      } else {
        words.append(word)
      }
    }
  }

  private struct Scanner {
    let bytes: ArraySlice<UInt8>
    var position: Int

    var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    /// Moves to the next word and returns its position, or returns nil at the end.
    mutating func skipWhitespace() -> Int? {
      while let byte = next, byte.isSpaceOrTab { position += 1 }
      return next == nil ? nil : position
    }

    /// Consumes bytes up to a space, a tab or a byte that does not belong.
    mutating func take(while belongs: (UInt8) -> Bool) -> String {
      let start = position
      while let byte = next, !byte.isSpaceOrTab, belongs(byte) { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Consumes a quoted text and returns it without its quotes, with `\"` and `\\` replaced, or returns nil if the closing quote is missing.
    mutating func takeQuoted() -> String? {
      var text: [UInt8] = []
      position += 1
      while let byte = next {
        position += 1
        if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
        if byte == UInt8(ascii: "\\"), let escaped = next, escaped == byte || escaped == UInt8(ascii: "\"") {
          position += 1
          text.append(escaped)
        } else {
          text.append(byte)
        }
      }
      return nil
    }
  }
}
