import Testing

@testable import LessonLanguageServer

@Suite("JSON") struct JSONTests {
  @Test(
    "a value is read and written as it is",
    arguments: [
      #"null"#, #"true"#, #"-0.5e+10"#, #"123456789012345678901234567890"#, #""a\"\\\n\u0001é😀""#, #"[]"#,
      #"[1,[2,{}]]"#,
      #"{"a":{"b":[null]}}"#,
    ]) func roundTrip(text: String) throws
  {
    let value = try #require(JSON(parsing: text.utf8))
    #expect(String(decoding: value.text, as: UTF8.self) == text)
  }

  @Test(
    "escapes are read",
    arguments: [
      (#""\u00e9\/\b\f\r\t""#, "é/\u{8}\u{C}\r\t"), (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"),
      (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
      (" \n\t\"a\" ", "a"),
    ]) func escapes(text: String, value: String)
  {
    #expect(JSON(parsing: text.utf8) == .string(value))
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", " ", "nul", "tru e", "1 2", "[1,]", "[1", "{\"a\"}", "{\"a\":}", "{a:1}", "{,}", "\"", "\"\\", "\"\\u12",
      "\"\\u12g4\"",
      "\"\\x\"", "+1", ".5", "5.", "-", "1e", "--1", "NaN", "Infinity", "0x10", String(repeating: "[", count: 100_000),
    ]) func invalid(text: String)
  {
    #expect(JSON(parsing: text.utf8) == nil)
  }

  @Test("random bytes and damaged values never trap") func randomBytes() {
    var random = SystemRandomNumberGenerator()
    let pieces: [String] = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d83d", "1", "-", "e", "true", "null", " ", "é", "😀",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      if let value = JSON(parsing: text.utf8) { #expect(JSON(parsing: value.text) == value) }
    }
  }
}
