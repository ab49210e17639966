import SwiftLexing
import Testing

@Suite struct CodeSpanTests {
  @Test(
    "Code is split into keywords, types, numbers, strings and comments",
    arguments: [
      ("let x = Tensor(1.5)", "keyword:let plain: x =  type:Tensor plain:( number:1.5 plain:)"),
      ("x // why", "plain:x comment: // why"),
      (#"print("a \(b)")"#, #"plain:print( string:"a \(b)" plain:)"#),
      ("a.self.default", "plain:a.self.default"),
      ("#if DEBUG", "keyword:#if plain:  type:DEBUG"),
      ("\"unclosed", "plain:\"unclosed"),
    ])
  func spans(_ code: String, _ expected: String) {
    let spans = CodeSpan.lines(of: code).joined().map { "\($0.kind):\($0.text)" }
    #expect(spans.joined(separator: " ") == expected)
  }

  @Test("Endlessly nested strings are plain")
  func nested() {
    let code = String(repeating: "\"\\(", count: 100_000)
    #expect(CodeSpan.lines(of: code) == [[CodeSpan(kind: .plain, text: code)]])
  }

  @Test("A multi-line comment is a comment on each line, and no character is lost")
  func lines() {
    let code = "/* one\n two */ let 空 = \"\"\"\n  text\n  \"\"\"\n"
    let lines = CodeSpan.lines(of: code)
    #expect(lines.map { $0.map(\.text).joined() }.joined(separator: "\n") == code)
    #expect(lines[1].first == CodeSpan(kind: .comment, text: " two */ "))
  }
}
