/// Turns any text into the tokens of GPT-2 and back.
///
/// The bytes of a text are tokens to begin with; then neighbours are merged, again and again, in the order in which the
/// vocabulary lists the pairs. The numbers are those of `tiktoken.get_encoding("gpt2")`.
public struct BytePairTokenizer: Sendable {
  private let vocabulary: BytePairVocabulary

  /// Reads the text of OpenAI's `vocab.bpe`: a line with the version, then the 50,000 merges of GPT-2, one a line.
  ///
  /// - Throws: ``Failure`` with the number of the first line that is not as it must be.
  public init(vocabulary bytes: [UInt8]) throws { try self.init(vocabulary: bytes, mergeCount: 50_000) }

  /// Reads the vocabulary of a data set, such as ``DataSet/gpt2``.
  ///
  /// - Throws: ``DataSet/Failure`` where the file is missing, cannot be read, or is not the one that is meant;
  ///   ``Failure`` where it holds no such vocabulary.
  public init(_ dataSet: DataSet) throws { try self.init(vocabulary: try dataSet.load()) }

  init(vocabulary bytes: [UInt8], mergeCount: Int) throws(Failure) {
    vocabulary = try BytePairVocabulary(bytes, mergeCount: mergeCount)
  }

  /// The number of tokens: the 256 bytes, the merges, and the one that ends a text.
  public var vocabularySize: Int { vocabulary.tokens.count }

  /// The token `<|endoftext|>`, the last one, which stands between the texts that GPT-2 learned from.
  ///
  /// ``encode(_:)`` never gives it: in a text its name is a text like any other.
  public var endOfText: Int { vocabularySize - 1 }

  /// Returns the tokens of a text: `encode(text, disallowed_special=())` of tiktoken.
  ///
  /// The time grows with the length of the text, whatever is in it, but for a logarithm in that of its longest piece.
  public func encode(_ text: String) -> [Int] {
    var tokens: [Int] = []
    tokens.reserveCapacity(text.utf8.count / 3)
    var merging = BytePairMerging(vocabulary)
    for piece in PieceScanner(text) { merging.append(piece, to: &tokens) }
    return tokens
  }

  /// Returns the text that the tokens stand for, with U+FFFD where their bytes are not valid UTF-8.
  ///
  /// - Throws: ``Failure/unknownToken(_:vocabularySize:)`` for a number outside the vocabulary.
  public func decode(_ tokens: [Int]) throws(Failure) -> String {
    String(decoding: try decodeBytes(tokens), as: UTF8.self)
  }

  /// Returns the bytes that the tokens stand for; those of a token alone may be a part of a character.
  ///
  /// - Throws: ``Failure/unknownToken(_:vocabularySize:)`` for a number outside the vocabulary.
  public func decodeBytes(_ tokens: [Int]) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    for token in tokens {
      guard vocabulary.tokens.indices.contains(token) else {
        throw .unknownToken(token, vocabularySize: vocabularySize)
      }
      bytes += vocabulary.tokens[token]
    }
    return bytes
  }
}
