extension BytePairTokenizer {
  /// A fault in a vocabulary, or in tokens to be decoded.
  ///
  /// Lines count from 1.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    case wrongVersion(String)
    case wrongParts(String, line: Int)
    case unknownPart(String, line: Int)
    case repeatedMerge(String, line: Int)
    case wrongLineCount(Int, expected: Int)
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
