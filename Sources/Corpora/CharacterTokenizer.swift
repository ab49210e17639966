/// Converts a text to numbers and back, one for each character: its index in the sorted vocabulary.
public struct CharacterTokenizer: Sendable {
  /// The characters in the order of their numbers.
  public let vocabulary: [Character]
  private let numbers: [Character: Int]
  /// The numbers of the ASCII characters by their codes; -1 for characters that are not in the vocabulary.
  private let asciiNumbers: [Int]

  /// A character that cannot be encoded, or a token that cannot be decoded.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    case unknownCharacter(Character, offset: Int, vocabularySize: Int)
    case unknownToken(Int, vocabularySize: Int)

    /// What went wrong and what to do about it, in one line.
    public var description: String {
      switch self {
      case .unknownCharacter(let character, let offset, let size):
        "the character \(String(reflecting: character)) at offset \(offset) is not among the \(size) in the vocabulary"
      case .unknownToken(let token, let size): "the token \(token) is outside the vocabulary, which ends at \(size - 1)"
      }
    }
  }

  /// Creates a tokenizer for the characters of a text, sorted by their codes.
  public init(_ text: String) {
    var isASCII = true
    var seen = [Bool](repeating: false, count: 128)
    for byte in text.utf8 {
      if byte < 128 { seen[Int(byte)] = true } else { isASCII = false }
    }
    // In Swift, a carriage return followed by a newline is one character.
    let isSimple = isASCII && !seen[13]
    let scalars = seen.indices.filter { seen[$0] }.compactMap { Unicode.Scalar(UInt32($0)) }
    self.init(vocabulary: isSimple ? scalars.map(Character.init) : Set(text).sorted())
  }

  private init(vocabulary: [Character]) {
    self.vocabulary = vocabulary
    numbers = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($1, $0) })
    var asciiNumbers = [Int](repeating: -1, count: 128)
    for (number, character) in vocabulary.enumerated() {
      if character.utf8.count == 1, let code = character.asciiValue { asciiNumbers[Int(code)] = number }
    }
    self.asciiNumbers = asciiNumbers
  }

  /// Returns the number of each character.
  ///
  /// - Throws: ``Failure/unknownCharacter(_:offset:vocabularySize:)`` for a character outside the vocabulary.
  public func encode(_ text: String) throws(Failure) -> [Int] {
    if let tokens = encodeSimple(text) { return tokens }
    var tokens: [Int] = []
    for (offset, character) in text.enumerated() {
      guard let number = numbers[character] else {
        throw .unknownCharacter(character, offset: offset, vocabularySize: vocabulary.count)
      }
      tokens.append(number)
    }
    return tokens
  }

  /// Returns the numbers of a plain ASCII text, or nil for any other text and for one with unknown characters.
  private func encodeSimple(_ text: String) -> [Int]? {
    var tokens: [Int] = []
    tokens.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      guard byte < 128, byte != 13, asciiNumbers[Int(byte)] >= 0 else { return nil }
      tokens.append(asciiNumbers[Int(byte)])
    }
    return tokens
  }

  /// Returns the text that the numbers represent.
  ///
  /// - Throws: ``Failure/unknownToken(_:vocabularySize:)`` for a number outside the vocabulary.
  public func decode(_ tokens: [Int]) throws(Failure) -> String {
    var text = ""
    for token in tokens {
      guard vocabulary.indices.contains(token) else { throw .unknownToken(token, vocabularySize: vocabulary.count) }
      text.append(vocabulary[token])
    }
    return text
  }
}
