/// Converts any text to the tokens of GPT-2 and back.
///
/// Each byte of a text starts as a token; then neighbouring tokens are merged repeatedly, in the order in which the
/// vocabulary lists the pairs. The numbers are those of `tiktoken.get_encoding("gpt2")`.
public struct BytePairTokenizer: Sendable {
  private let vocabulary: BytePairVocabulary

  /// Creates a tokenizer from the text of OpenAI's `vocab.bpe`: a line with the version, then the 50,000 merges of GPT-2, one per line.
  ///
  /// - Throws: ``Failure`` with the number of the first malformed line.
  public init(vocabulary bytes: [UInt8]) throws { try self.init(vocabulary: bytes, mergeCount: 50_000) }

  /// Creates a tokenizer with the vocabulary of a data set, such as ``DataSet/gpt2``.
  ///
  /// - Throws: ``DataSet/Failure`` if the file is missing, cannot be read, or does not have the expected content;
  ///   ``Failure`` if it does not contain such a vocabulary.
  public init(_ dataSet: DataSet) throws { try self.init(vocabulary: try dataSet.load()) }

  init(vocabulary bytes: [UInt8], mergeCount: Int) throws(Failure) {
    vocabulary = try BytePairVocabulary(bytes, mergeCount: mergeCount)
  }

  /// The number of tokens: the 256 bytes, the merges, and the end-of-text token.
  public var vocabularySize: Int { vocabulary.tokens.count }

  /// The last token, `<|endoftext|>`, which separates the texts that GPT-2 was trained on.
  ///
  /// ``encode(_:)`` never returns it: its name in a text is encoded like any other text.
  public var endOfText: Int { vocabularySize - 1 }

  /// Returns the tokens of a text: `encode(text, disallowed_special=())` of tiktoken.
  ///
  /// The time is linear in the length of the text, whatever it contains, times the logarithm of the length of its longest piece.
  public func encode(_ text: String) -> [Int] {
    var tokens: [Int] = []
    tokens.reserveCapacity(text.utf8.count / 3)
    var merging = BytePairMerging(vocabulary)
    for piece in PieceScanner(text) { merging.append(piece, to: &tokens) }
    return tokens
  }

  /// Returns the text that the tokens represent, with U+FFFD wherever their bytes are not valid UTF-8.
  ///
  /// - Throws: ``Failure/unknownToken(_:vocabularySize:)`` for a number outside the vocabulary.
  public func decode(_ tokens: [Int]) throws(Failure) -> String {
    String(decoding: try decodeBytes(tokens), as: UTF8.self)
  }

  /// Returns the bytes that the tokens represent.
  ///
  /// The bytes of a single token may be only part of a character.
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
