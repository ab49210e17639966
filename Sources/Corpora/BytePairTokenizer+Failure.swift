extension BytePairTokenizer {
  /// A fault in a vocabulary, or in tokens to be decoded.
  ///
  /// Lines count from 1.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    /// The vocabulary does not begin with the version that is read; the text is its first line.
    case wrongVersion(String)
    /// A line is not two parts with a space between them.
    case wrongParts(String, line: Int)
    /// A line merges a part that is neither a byte nor made by an earlier line.
    case unknownPart(String, line: Int)
    /// A line makes what an earlier line makes.
    case repeatedMerge(String, line: Int)
    /// The vocabulary has more or fewer lines than it should.
    case wrongLineCount(Int, expected: Int)
    /// A token to be decoded is not in the vocabulary.
    case unknownToken(Int, vocabularySize: Int)

    /// What went wrong and what to do about it, in one line.
    public var description: String {
      switch self {
      case .wrongVersion(let text):
        "line 1 of the vocabulary is \(quoted(text)), expected \"#version: 0.2\": \(Self.hint)"
      case .wrongParts(let text, let line):
        "line \(line) of the vocabulary is \(quoted(text)), expected two parts separated by one space: \(Self.hint)"
      case .unknownPart(let part, let line):
        "line \(line) of the vocabulary merges \(quoted(part)), which is neither a byte nor the result of an earlier line: \(Self.hint)"
      case .repeatedMerge(let merged, let line):
        "line \(line) of the vocabulary makes \(quoted(merged)), which an earlier line already makes: \(Self.hint)"
      case .wrongLineCount(let count, let expected):
        "the vocabulary ends after line \(count), expected \(expected) lines: \(Self.hint)"
      case .unknownToken(let token, let size):
        "the token \(token) is outside the vocabulary of \(size) tokens: use numbers from 0 to \(size - 1)"
      }
    }

    private static let hint = "replace it with OpenAI's unchanged vocab.bpe for GPT-2"

    /// Returns the text in quotes, shortened if it is long, because a damaged file may have no newlines.
    private func quoted(_ text: String) -> String {
      String(reflecting: text.unicodeScalars.count > 40 ? String(text.unicodeScalars.prefix(40)) + "…" : text)
    }
  }
}
