import Foundation
import Testing

@testable import Corpora

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "returns the hashes of the standard's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func examples(_ text: String, _ hash: String) { #expect(SHA256.hexadecimal(of: Array(text.utf8)) == hash) }
}

@Suite("A data set")
struct DataSetTests {
  private let set = DataSet(
    name: "abc", path: "abc/input.txt",
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")

  @Test("is found in the first folder that has it, and rejected if its content is wrong")
  func load() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (first, second) = (folder.appending(path: "first").path, folder.appending(path: "second").path)
    #expect(throws: DataSet.Failure.missing(set, searched: [first, second])) { try set.load(from: [first, second]) }

    try FileManager.default.createDirectory(atPath: second + "/abc", withIntermediateDirectories: true)
    try Data("abc".utf8).write(to: URL(filePath: second + "/abc/input.txt"))
    #expect(try set.load(from: [first, second]) == Array("abc".utf8))

    try FileManager.default.createDirectory(atPath: first + "/abc", withIntermediateDirectories: true)
    try Data("ab".utf8).write(to: URL(filePath: first + "/abc/input.txt"))
    let file = first + "/abc/input.txt"
    let hash = "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"
    #expect(throws: DataSet.Failure.wrongContent(set, file: file, sha256: hash)) {
      try set.load(from: [first, second])
    }
  }

  @Test("is searched for in the environment's folder, then in the package, then in the cache")
  func folders() {
    let folders = DataSet.folders(environment: ["LESSONS_DATA": "/data"], workingFolder: "/no/such")
    #expect(Array(folders.prefix(4)) == ["/data", "/no/such/Data", "/no/Data", "/Data"])
    #expect(folders.last?.hasSuffix("/lessons") == true)
    #expect(DataSet.folders(environment: ["LESSONS_DATA": ""], workingFolder: "/no").first == "/no/Data")
  }
}

@Suite("The character tokenizer")
struct CharacterTokenizerTests {
  @Test(
    "numbers the characters in order, and decodes the numbers",
    arguments: ["hello, there!", "naïve 👋🏽 text\r\n", "a\r\nb", "a", ""])
  func roundTrip(_ text: String) throws {
    let tokenizer = CharacterTokenizer(text)
    let scalars = Set(text.unicodeScalars).sorted()
    #expect(tokenizer.vocabulary == scalars.map(Character.init))
    #expect(try tokenizer.encode(text) == text.unicodeScalars.map { scalars.firstIndex(of: $0) })
    #expect(Array(try tokenizer.decode(try tokenizer.encode(text)).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test("has a token for each code point, as in Python, and decodes what it encoded to the scalar", arguments: 0..<200)
  func anyText(_ seed: Int) throws {
    // Scalars that Swift joins into one character, or holds equal: é, the angstrom sign, a family, a flag, Hangul.
    let joining = "\r\neE\u{301}\u{e9}\u{c5}\u{212b}A\u{30a}👨\u{200d}👩👧🏽🇩🇪\u{1100}\u{1161}\u{ac00}\u{fe0f}\u{0}"
    var state = UInt64(seed)
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var text = ""
    for _ in 0..<draw(60) {
      let some = Array(joining.unicodeScalars)
      let any = Unicode.Scalar(UInt32(draw(0x11_0000)))
      text.unicodeScalars.append(draw(4) == 0 ? any ?? "a" : some[draw(some.count)])
    }
    try roundTrip(text)
  }

  @Test("tells equivalent texts apart")
  func equivalents() throws {
    let tokenizer = CharacterTokenizer("e\u{301}\u{e9}\r\n")
    #expect(tokenizer.vocabulary.count == 5)
    #expect(try tokenizer.encode("e\u{301}") == [2, 4])
    #expect(try tokenizer.encode("\u{e9}\r\n") == [3, 1, 0])
    #expect(throws: CharacterTokenizer.Failure.unknownCharacter("\u{c5}", offset: 2, vocabularySize: 5)) {
      try tokenizer.encode("\r\n\u{c5}")
    }
  }

  @Test("rejects unknown characters and tokens")
  func unknown() {
    let tokenizer = CharacterTokenizer("abc")
    #expect(throws: CharacterTokenizer.Failure.unknownCharacter("d", offset: 1, vocabularySize: 3)) {
      try tokenizer.encode("ad")
    }
    #expect(throws: CharacterTokenizer.Failure.unknownToken(3, vocabularySize: 3)) { try tokenizer.decode([0, 3]) }
    #expect(throws: CharacterTokenizer.Failure.unknownToken(-1, vocabularySize: 3)) { try tokenizer.decode([-1]) }
  }
}
