/// A run of Swift code that is displayed in one colour.
public struct CodeSpan: Equatable, Sendable {
  /// The syntactic category of the characters.
  public enum Kind: String, Sendable {
    case plain, keyword, type, string, number, comment
  }

  /// The syntactic category of the characters.
  public var kind: Kind
  /// The characters.
  public var text: String

  /// Creates a span of code.
  public init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }

  /// Splits code into lines, and each line into spans.
  ///
  /// Code that cannot be lexed, because its brackets or strings are not closed, becomes plain spans.
  public static func lines(of code: String) -> [[CodeSpan]] {
    var lines: [[CodeSpan]] = [[]]
    for span in spans(of: code) {
      for (index, text) in span.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append([]) }
        if !text.isEmpty { lines[lines.count - 1].append(CodeSpan(kind: span.kind, text: String(text))) }
      }
    }
    return lines
  }

  private static func spans(of code: String) -> [CodeSpan] {
    guard let tokens = try? SwiftLexer.tokens(of: code) else { return [CodeSpan(kind: .plain, text: code)] }
    let bytes = Array(code.utf8)
    var spans: [CodeSpan] = []
    var end = 0
    func add(_ kind: Kind, _ range: Range<Int>) {
      guard !range.isEmpty else { return }
      let text = String(decoding: bytes[range], as: UTF8.self)
      if spans.last?.kind == kind {
        spans[spans.count - 1].text += text
      } else {
        spans.append(CodeSpan(kind: kind, text: text))
      }
    }
    var isMember = false
    for token in tokens {
      // Only whitespace and comments occur between tokens.
      let gap = end..<token.range.lowerBound
      add(bytes[gap].contains(UInt8(ascii: "/")) ? .comment : .plain, gap)
      add(kind(of: token, isMember: isMember), token.range)
      isMember = token.text == "."
      end = token.range.upperBound
    }
    let gap = end..<bytes.count
    add(bytes[gap].contains(UInt8(ascii: "/")) ? .comment : .plain, gap)
    return spans
  }

  private static func kind(of token: SwiftToken, isMember: Bool) -> Kind {
    switch token.kind {
    case .string: .string
    case .number: .number
    case .directive: .keyword
    case .word where token.text.hasPrefix("@"): .keyword
    case .word where !isMember && keywords.contains(token.text): .keyword
    case .word where token.text.first?.isUppercase == true: .type
    default: .plain
    }
  }

  /// The words that are keywords where they are no members' names.
  public static let keywords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue", "default",
    "defer", "do",
    "else", "enum", "extension", "fallthrough", "false", "fileprivate", "final", "for", "func", "guard", "if", "import",
    "in",
    "infix", "init", "inout", "internal", "is", "lazy", "let", "mutating", "nil", "operator", "override", "postfix",
    "precedencegroup",
    "prefix", "private", "protocol", "public", "repeat", "return", "self", "Self", "some", "static", "struct",
    "subscript", "super",
    "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
  ]
}
