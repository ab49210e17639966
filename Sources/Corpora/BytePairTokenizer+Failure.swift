extension BytePairTokenizer {
  /// What is wrong with a vocabulary, or with the tokens that are to be turned into text; lines count from 1.
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
        "line \(line) of the vocabulary is \(quoted(text)), expected two parts with one space between: \(Self.hint)"
      case .unknownPart(let part, let line):
        "line \(line) of the vocabulary merges \(quoted(part)), which is no byte and no line before makes: \(Self.hint)"
      case .repeatedMerge(let merged, let line):
        "line \(line) of the vocabulary makes \(quoted(merged)), as a line before does: \(Self.hint)"
      case .wrongLineCount(let count, let expected):
        "the vocabulary ends after line \(count), expected \(expected) lines: \(Self.hint)"
      case .unknownToken(let token, let size):
        "the token \(token) is outside the vocabulary of \(size): give numbers from 0 to \(size - 1)"
      }
    }

    private static let hint = "replace it by OpenAI's vocab.bpe of GPT-2, unchanged"

    /// The text in quotes, its start alone where it is long, as a damaged file may have no line ends.
    private func quoted(_ text: String) -> String {
      String(reflecting: text.unicodeScalars.count > 40 ? String(text.unicodeScalars.prefix(40)) + "…" : text)
    }
  }
}
