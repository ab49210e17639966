import Foundation

/// The tokens that tiktoken produced for many texts, as written by `Fixtures/generate.py`.
struct BytePairFixture: Decodable {
  struct Decoded: Decodable {
    var tokens: [Int]
    var text: String
  }

  struct Run: Decodable {
    var piece: String
    var count: Int
    var hash: String
  }

  var tiktoken: String
  var texts: [String]
  /// The hash of the tokens of each group of 100 texts.
  var hashes: [String]
  /// The tokens of every 50th text.
  var tokens: [[Int]]
  var decoded: [Decoded]
  var runs: [Run]

  /// Reads `Fixtures/gpt2.json`.
  static func load() throws -> BytePairFixture {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/gpt2.json")
    return try JSONDecoder().decode(BytePairFixture.self, from: try Data(contentsOf: file))
  }

  /// Returns the FNV-1a hash of tokens, with eight little-endian bytes each.
  static func hash(_ tokens: [Int]) -> String {
    var result: UInt64 = 0xcbf2_9ce4_8422_2325
    for token in tokens {
      for shift in stride(from: 0, to: 64, by: 8) {
        result = (result ^ UInt64(token >> shift & 0xff)) &* 0x100_0000_01b3
      }
    }
    let digits = String(result, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
