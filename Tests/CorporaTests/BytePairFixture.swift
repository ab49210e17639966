import Foundation

/// What tiktoken made of many texts, as `Fixtures/generate.py` wrote it.
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
  /// The hash of the tokens of each hundred texts.
  var hashes: [String]
  /// The tokens of every fiftieth text.
  var tokens: [[Int]]
  var decoded: [Decoded]
  var runs: [Run]

  /// Reads `Fixtures/gpt2.json`.
  static func load() throws -> BytePairFixture {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/gpt2.json")
    return try JSONDecoder().decode(BytePairFixture.self, from: try Data(contentsOf: file))
  }

  /// The FNV-1a hash of tokens, eight bytes each, the lowest first.
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
