/// Converts a text to numbers and back, one for each character: its index in the sorted vocabulary.
///
/// A character is a Unicode scalar, as in Python, so that any text is decoded as it was. What Swift joins into one `Character` may thus be
/// several tokens: `\r\n` is two, an `e` followed by a combining accent too, and `é` as one scalar is another token.
public struct CharacterTokenizer: Sendable {
  /// The characters, each of one Unicode scalar, in the order of their numbers.
  public let vocabulary: [Character]
  private let scalars: [Unicode.Scalar]
  private let numbers: [Unicode.Scalar: Int]
  /// The numbers of the ASCII characters by their codes; -1 for characters that are not in the vocabulary.
  private let asciiNumbers: [Int]

  /// A character that cannot be encoded, with its offset in Unicode scalars, or a token that cannot be decoded.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    /// A character to be encoded is not in the vocabulary.
    case unknownCharacter(Character, offset: Int, vocabularySize: Int)
    /// A token to be decoded is not in the vocabulary.
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
    let ascii = seen.indices.filter { seen[$0] }.compactMap { Unicode.Scalar(UInt32($0)) }
    self.init(isASCII ? ascii : Set(text.unicodeScalars).sorted())
  }

  private init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    vocabulary = scalars.map(Character.init)
    numbers = Dictionary(uniqueKeysWithValues: scalars.enumerated().map { ($1, $0) })
    var asciiNumbers = [Int](repeating: -1, count: 128)
    for (number, scalar) in scalars.enumerated() where scalar.isASCII { asciiNumbers[Int(scalar.value)] = number }
    self.asciiNumbers = asciiNumbers
  }

  /// Returns the number of each character.
  ///
  /// - Throws: ``Failure/unknownCharacter(_:offset:vocabularySize:)`` for a character outside the vocabulary.
  public func encode(_ text: String) throws(Failure) -> [Int] {
    if let tokens = encodeASCII(text) { return tokens }
    var tokens: [Int] = []
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      guard let number = numbers[scalar] else {
        throw .unknownCharacter(Character(scalar), offset: offset, vocabularySize: scalars.count)
      }
      tokens.append(number)
    }
    return tokens
  }

  /// Returns the numbers of an ASCII text, or nil for any other text and for one with unknown characters.
  private func encodeASCII(_ text: String) -> [Int]? {
    var tokens: [Int] = []
    tokens.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      guard byte < 128, asciiNumbers[Int(byte)] >= 0 else { return nil }
      tokens.append(asciiNumbers[Int(byte)])
    }
    return tokens
  }

  /// Returns the text that the numbers represent.
  ///
  /// - Throws: ``Failure/unknownToken(_:vocabularySize:)`` for a number outside the vocabulary.
  public func decode(_ tokens: [Int]) throws(Failure) -> String {
    var text = String.UnicodeScalarView()
    for token in tokens {
      guard scalars.indices.contains(token) else { throw .unknownToken(token, vocabularySize: scalars.count) }
      text.append(scalars[token])
    }
    return String(text)
  }
}
