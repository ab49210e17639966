import SwiftLexing

extension Style {
  /// Returns a line of code, folded into as many lines as it needs.
  package func code(_ spans: [CodeSpan], width: Int) -> [String] {
    let texts = spans.map { span in
      StyledRun(text: span.text, attributes: TextAttributes(role: span.kind == .plain ? nil : .syntax(span.kind)))
    }
    return texts.folded(to: max(10, width)).map(line)
  }
}

extension CodeSpan {
  /// Returns the lines of a text, each as one plain span.
  package static func plainLines(of text: String) -> [[CodeSpan]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { [CodeSpan(kind: .plain, text: String($0))] }
  }
}
