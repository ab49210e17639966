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
    arguments: ["hello, there!", "naïve 👋🏽 text\r\n", "a", ""])
  func roundTrip(_ text: String) throws {
    let tokenizer = CharacterTokenizer(text)
    #expect(tokenizer.vocabulary == Set(text).sorted())
    #expect(try tokenizer.decode(try tokenizer.encode(text)) == text)
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
