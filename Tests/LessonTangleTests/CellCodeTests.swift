import LessonFormat
import SwiftLexing
import Testing

@testable import LessonTangle

@Suite("The code of a cell")
struct CellCodeTests {
  @Test(
    "is known to end in an expression or not",
    arguments: [
      ("x", "x"), ("let a = 1", nil), ("a = 1", nil), ("a += 1", nil), ("a == b", "a == b"), ("a <= b", "a <= b"),
      ("let a = 1\na", "a"),
      ("let a = 1\n  + 2", nil), ("let a =\n  foo(1)", nil), ("foo(a,\n  b)", "foo(a,\n  b)"),
      ("xs\n  .map { $0 }\n  .filter { $0 > 1 }", "xs\n  .map { $0 }\n  .filter { $0 > 1 }"), ("if a { b }", nil),
      ("if a {\n b\n} else {\n c\n}", nil), ("for x in xs { print(x) }", nil),
      ("print(\"a // b\")", "print(\"a // b\")"),
      ("\"\"\"\nabc \"q\" }\n\"\"\"", "\"\"\"\nabc \"q\" }\n\"\"\""), ("x // note", "x"), ("x\n// note", "x"),
      ("/* a\n/* b */ */ x", "x"),
      ("a; b", "b"), ("a; b;", nil), ("\"\\(f(\"x)\"))\"", "\"\\(f(\"x)\"))\""),
      ("#\"raw \" \\(x) \"#", "#\"raw \" \\(x) \"#"),
      ("try f()", "try f()"), ("await g()", "await g()"), ("outer: for x in xs { break outer }", nil), ("_ = f()", nil),
      ("[1, 2].map { x in\n  let y = x\n  return y\n}", "[1, 2].map { x in\n  let y = x\n  return y\n}"), ("-x", "-x"),
      ("a\n-b", "-b"),
      ("a\n- b", "a\n- b"), ("a ?\n b : c", "a ?\n b : c"), ("a\n  ? b\n  : c", "a\n  ? b\n  : c"),
      ("@Clamped var q = 3", nil),
      ("@discardableResult\nfunc f() -> Int { 1 }", nil), ("struct S { var a = 1 }", nil), ("xs[0] = 3", nil),
      ("xs.first!", "xs.first!"),
      ("x as Any", "x as Any"), ("(a, b)", "(a, b)"), ("(a, b) = (b, a)", nil), ("{ $0 }(1)", "{ $0 }(1)"),
      ("1.0e-3", "1.0e-3"),
      ("0...3", "0...3"), ("a ?? b", "a ?? b"), ("a!", "a!"), ("func f()\n{\n}", nil),
      ("guard let a else { return }", nil),
      ("switch a {\ncase 1: b\ndefault: c\n}", nil), ("var a: Int { 3 }", nil), ("x.y = 3", nil),
      ("f { $0 = 3 }", "f { $0 = 3 }"),
      ("#if os(Linux)\nx\n#endif", nil), ("async let a = f()", nil), ("do { try f() } catch { g() }", nil),
      ("repeat { a } while b", nil),
      ("import Foundation", nil), ("", nil), ("// only", nil), ("lazy var a = 1", nil), ("a is Int", "a is Int"),
      ("\\.count", "\\.count"),
      ("#/ab{2}/#", "#/ab{2}/#"), ("x.matches(of: /a/)", "x.matches(of: /a/)"),
      ("let f = { (x: Int) in\n  x\n}\nf(3)", "f(3)"),
      ("a\n&& b", "a\n&& b"), ("xs.count\n/* c */", "xs.count"), ("if let a { a } else { b }\na", "a"), ("return", nil),
      ("throw E()", nil),
      ("`default`", "`default`"), ("$0", "$0"), ("let s = \"é\"\ns", "s"), ("some.function()", "some.function()"),
      ("any", "any"),
      ("async()", "async()"), ("triangle .== 0", "triangle .== 0"), ("x[0..., -1] = y", nil),
      ("x[..<(t + 1)]", "x[..<(t + 1)]"),
      ("let a = b\n\\.count", "\\.count"), ("0x1e-3", "0x1e-3"), ("f(x)\n  { $0 }", "f(x)\n  { $0 }"), ("\"\"", "\"\""),
      ("let prefix = 3\nprefix", "prefix"), ("open.count", "open.count"), ("prefix(3)", "prefix(3)"),
      ("let k = Kind.any\nk", "k"), ("unowned(safe) var a = b", nil), ("actor A {}", nil), ("#\"\"\"#", "#\"\"\"#"),
      ("\"\\(#\"a\"b\"#)\"", "\"\\(#\"a\"b\"#)\""), ("#\"\"\"\na \"b\n\"\"\"#", "#\"\"\"\na \"b\n\"\"\"#"),
    ] as [(String, String?)])
  func trailingExpression(_ code: String, _ expected: String?) throws {
    let cell = try CellCode(code)
    let range = cell.trailingExpression.map {
      cell.tokens[$0.lowerBound].range.lowerBound..<cell.tokens[$0.upperBound - 1].range.upperBound
    }
    #expect(range.map { String(decoding: Array(code.utf8)[$0], as: UTF8.self) } == expected)
  }

  @Test(
    "is rejected if brackets or strings are not closed",
    arguments: [
      ("f(x", "3:2: '(' is not closed in this cell: add the closing bracket"),
      ("let a = 1\n}", "4:1: '}' has no opening bracket in this cell: add one, or remove it"),
      ("f(x]", "3:4: ']' has no opening bracket in this cell: add one, or remove it"),
      ("let s = \"abc\nx", "3:9: this string is not closed in this cell: add the closing quote"),
      ("/* open", "3:1: this comment is not closed in this cell: add `*/`"),
      ("\"\"\"\nabc", "3:1: this string is not closed in this cell: add the closing quote"),
    ] as [(String, String?)])
  func faults(_ code: String, _ expected: String?) {
    let lesson = Lesson(parsing: Array("# T\n```swift-cell id=a\n\(code)\n```\n".utf8), file: "a.md")
    #expect(
      lesson.codeProblems.map { "\($0.location.line):\($0.location.column): \($0.message)" }
        == (expected.map { [$0] } ?? []))
  }
}
