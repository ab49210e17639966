import SwiftLexing

extension Style {
  /// A line of code in as many lines as it needs.
  package func code(_ spans: [CodeSpan], width: Int) -> [String] {
    let texts = spans.map { span in
      StyledRun(text: span.text, attributes: TextAttributes(role: span.kind == .plain ? nil : .syntax(span.kind)))
    }
    return texts.folded(to: max(10, width)).map(line)
  }
}

extension CodeSpan {
  /// Text cut into lines, each one span.
  package static func plainLines(of text: String) -> [[CodeSpan]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { [CodeSpan(kind: .plain, text: String($0))] }
  }
}
