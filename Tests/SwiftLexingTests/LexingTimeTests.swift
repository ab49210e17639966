import SwiftLexing
import Testing

@Suite("The time of lexing")
struct LexingTimeTests {
  /// Texts which, repeated, must not make the lexer look at the rest of the code again and again.
  private static let repeated = [
    "#", "##\n", "#\"", "#\"\"\"#", "##\"\"\"##", "#/", "#/a", "#if ", "#if\n", "\"", "\"\"", "\"\"\"", "\"\"\"\n",
    "\"a\" ",
    "\\", "\\(", "\"\\(", "\"\\(a)\" ", "#\"\\#(", "/", "//", "//\n", "/*", "*/", "/**/", "`", "`a` ", "``", "(", "()",
    "[",
    "[]", "{", "{}", ")", "'", "1", "1.", "1e", "1e+", "0x", "a", "a ", "@", "@a ", "$", ".", "..", ".=", "=", "=/",
    "-/*",
    ";", "a;", ",", "\n", "\r", "\t", "é", "\u{0}",
  ]

  @Test("grows only with the length of the code", arguments: repeated)
  func linear(_ text: String) {
    let size = 1 << 17
    for code in [text, "x" + text + "\n", "\"" + text, "#" + text + "#"] {
      let code = String(repeating: code, count: size / code.utf8.count)
      let time = ContinuousClock().measure { _ = try? SwiftLexer.tokens(of: code) }
      #expect(time < .seconds(10), "\(text.debugDescription)")
    }
    // The beginning is repeated, then the end.
    for end in ["\"", "#", "/", "*/", ")", "`"] {
      let half = { (text: String) in String(repeating: text, count: size / 2 / text.utf8.count) }
      let code = half(text) + half(end)
      let time = ContinuousClock().measure { _ = try? SwiftLexer.tokens(of: code) }
      #expect(time < .seconds(10), "\(text.debugDescription) \(end.debugDescription)")
    }
  }

  @Test("A run of hashes is one directive, up to its word")
  func hashes() throws {
    #expect(try SwiftLexer.tokens(of: "a ##if b").map(\.text) == ["a", "##if", "b"])
    #expect(
      try SwiftLexer.tokens(of: ####"###"a"### #"""# #"""\#n"""#"####).map(\.kind) == [.string, .string, .string])
  }
}
