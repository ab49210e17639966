import Testing

@testable import Corpora

@Suite("The byte-pair tokenizer")
struct BytePairTokenizerTests {
  /// `h i`, `hi Ġ`, `a a`: the bytes h, i, space and a are 71, 72, 220 and 64.
  private let small = "#version: 0.2\nh i\nhi Ġ\na a\n"

  @Test(
    "merges the earliest pair in the vocabulary, the leftmost of equal ones, and only within a piece",
    arguments: [
      ("", []), ("a", [64]), ("aa", [258]), ("aaa", [258, 64]), ("aaaaa", [258, 258, 64]), ("hi", [256]),
      ("hihi", [256, 256]), ("hhii", [71, 256, 72]), ("hi hi", [256, 220, 256]), ("hi ", [256, 220]),
      ("é", [127, 102]), ("\0", [188]), ("\u{AD}", [126, 255]),
    ])
  func merges(_ text: String, _ tokens: [Int]) throws {
    let tokenizer = try BytePairTokenizer(vocabulary: Array(small.utf8), mergeCount: 3)
    #expect(tokenizer.vocabularySize == 260)
    #expect(tokenizer.endOfText == 259)
    #expect(tokenizer.encode(text) == tokens)
    #expect(try tokenizer.decodeBytes(tokens) == Array(text.utf8))
  }

  @Test("decodes bytes that are not valid UTF-8, which become U+FFFD in a text")
  func decode() throws {
    let tokenizer = try BytePairTokenizer(vocabulary: Array(small.utf8), mergeCount: 3)
    #expect(try tokenizer.decodeBytes([127, 257, 259]) == [0xC3] + Array("hi <|endoftext|>".utf8))
    #expect(try tokenizer.decode([127, 257, 259]) == "\u{FFFD}hi <|endoftext|>")
  }

  @Test("rejects tokens outside the vocabulary", arguments: [260, -1, .max, .min])
  func unknown(_ token: Int) throws {
    let tokenizer = try BytePairTokenizer(vocabulary: Array(small.utf8), mergeCount: 3)
    let failure = BytePairTokenizer.Failure.unknownToken(token, vocabularySize: 260)
    #expect(throws: failure) { try tokenizer.decode([64, token]) }
    #expect(
      failure.description == "the token \(token) is outside the vocabulary of 260 tokens: use numbers from 0 to 259")
  }

  private static let hint = ": replace it with OpenAI's unchanged vocab.bpe for GPT-2"

  @Test(
    "names the faulty line of a damaged vocabulary",
    arguments: [
      ("", ##"line 1 of the vocabulary is "", expected "#version: 0.2""##),
      ("#version: 0.2\r\nh i\r\n", ##"line 1 of the vocabulary is "#version: 0.2\r", expected "#version: 0.2""##),
      (
        String(repeating: "é", count: 41),
        ##"line 1 of the vocabulary is "\##(String(repeating: "é", count: 40))…", expected "#version: 0.2""##
      ),
      ("#version: 0.2\nhi\nh i\n", #"line 2 of the vocabulary is "hi", expected two parts separated by one space"#),
      ("#version: 0.2\nh i\nh  i\n", #"line 3 of the vocabulary is "h  i", expected two parts separated by one space"#),
      (
        "#version: 0.2\nh i h\nh i\n",
        #"line 2 of the vocabulary is "h i h", expected two parts separated by one space"#
      ),
      ("#version: 0.2\nh \nh i\n", #"line 2 of the vocabulary is "h ", expected two parts separated by one space"#),
      ("#version: 0.2\nh i\n\n", #"line 3 of the vocabulary is "", expected two parts separated by one space"#),
      (
        "#version: 0.2\nhi h\nh i\n",
        #"line 2 of the vocabulary merges "hi", which is neither a byte nor the result of an earlier line"#
      ),
      (
        "#version: 0.2\nh i\nh €\n",
        #"line 3 of the vocabulary merges "€", which is neither a byte nor the result of an earlier line"#
      ),
      (
        "#version: 0.2\nh A\u{300}\n",
        "line 2 of the vocabulary merges \"A\u{300}\", which is neither a byte nor the result of an earlier line"
      ),
      ("#version: 0.2\nh i\nh i\n", #"line 3 of the vocabulary makes "hi", which an earlier line already makes"#),
      ("#version: 0.2\nh i\n", "the vocabulary ends after line 2, expected 3 lines"),
      ("#version: 0.2\nh i\na a\na h\n", "the vocabulary ends after line 4, expected 3 lines"),
    ])
  func damaged(_ text: String, _ message: String) {
    let failure = #expect(throws: BytePairTokenizer.Failure.self) {
      try BytePairTokenizer(vocabulary: Array(text.utf8), mergeCount: 2)
    }
    #expect(failure?.description == message + Self.hint)
  }

  @Test("requires all the merges of GPT-2")
  func tooFew() {
    #expect(throws: BytePairTokenizer.Failure.wrongLineCount(4, expected: 50_001)) {
      try BytePairTokenizer(vocabulary: Array(small.utf8))
    }
  }
}

@Suite("GPT-2's tokenizer", .enabled(if: DataSet.gpt2.locate() != nil, "needs gpt2"))
struct GPT2TokenizerTests {
  private static let shared = Result { try BytePairTokenizer(.gpt2) }
  private let tokenizer: BytePairTokenizer

  init() throws { tokenizer = try Self.shared.get() }

  @Test(
    "returns the tokens of well-known examples",
    arguments: [
      ("hii there", [71, 4178, 612]), ("Hello, world!", [15496, 11, 995, 0]), ("  a  ", [220, 257, 220, 220]),
      ("I'll've", [40, 1183, 1053]), ("<|endoftext|>", [27, 91, 437, 1659, 5239, 91, 29]), ("", []),
    ])
  func examples(_ text: String, _ tokens: [Int]) throws {
    #expect(tokenizer.vocabularySize == 50_257)
    #expect(tokenizer.encode(text) == tokens)
    #expect(try tokenizer.decode(tokens) == text)
  }

  @Test("returns tiktoken's tokens for 10,000 texts of every kind, and decodes them")
  func fixture() throws {
    let fixture = try BytePairFixture.load()
    let tokens = fixture.texts.map(tokenizer.encode)
    #expect(tokens.count == 10_000)
    for (index, expected) in fixture.tokens.enumerated() {
      #expect(tokens[50 * index] == expected, "\(String(reflecting: fixture.texts[50 * index]))")
    }
    for (index, hash) in fixture.hashes.enumerated() {
      let found = BytePairFixture.hash(Array(tokens[100 * index..<100 * index + 100].joined()))
      #expect(found == hash, "one of the texts \(100 * index)..<\(100 * index + 100)")
    }
    for (text, tokens) in zip(fixture.texts, tokens) where try tokenizer.decodeBytes(tokens) != Array(text.utf8) {
      Issue.record("\(String(reflecting: text)) is not decoded to itself")
    }
  }

  @Test("returns tiktoken's text for tokens whose bytes are not valid UTF-8")
  func invalid() throws {
    for item in try BytePairFixture.load().decoded {
      #expect(try Array(tokenizer.decode(item.tokens).utf8) == Array(item.text.utf8), "\(item.tokens)")
    }
  }

  @Test("returns tiktoken's tokens for the longest runs, faster than a quadratic merge could")
  func runs() throws {
    for run in try BytePairFixture.load().runs {
      let tokens = tokenizer.encode(String(repeating: run.piece, count: run.count))
      #expect(BytePairFixture.hash(tokens) == run.hash, "\(String(reflecting: run.piece))")
    }
  }

  @Test("encodes the bytes of each token as that token, if they are one piece of a text")
  func everyToken() throws {
    var pieces = 0
    for token in 0..<50_256 {
      let text = try tokenizer.decode([token])
      guard try Array(text.utf8) == tokenizer.decodeBytes([token]), Array(PieceScanner(text)).count == 1 else {
        continue
      }
      pieces += 1
      if tokenizer.encode(text) != [token] { Issue.record("\(token): \(String(reflecting: text))") }
    }
    #expect(pieces > 49_000)
  }
}
