import SwiftLexing

extension Style {
  /// A line of code in as many lines as it needs.
  func code(_ spans: [CodeSpan], width: Int) -> [String] {
    let texts = spans.map { span in
      StyledText(text: span.text, look: Look(role: span.kind == .plain ? nil : .syntax(span.kind)))
    }
    return texts.folded(to: max(10, width)).map(line)
  }
}

extension CodeSpan {
  /// Text cut into lines, each one span.
  static func plainLines(of text: String) -> [[CodeSpan]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { [CodeSpan(kind: .plain, text: String($0))] }
  }
}
