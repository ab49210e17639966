/// Returns the text that a notebook would show for a value below its cell, or nil if there is nothing to show.
///
/// Text is quoted, an optional shows its wrapped value, and a tuple is laid out as in IPython:
/// on one line if that takes fewer than 80 columns and no element has a newline, otherwise with one element per line.
public func shownText(_ value: Any) -> String? {
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .optional {
    guard let wrapped = mirror.children.first?.value else { return "nil" }
    return shownText(wrapped)
  }
  if mirror.displayStyle == .tuple { return mirror.children.isEmpty ? nil : shownTuple(mirror) }
  switch value {
  case let text as String: return quoted(text)
  case let text as Substring: return quoted(String(text))
  case let character as Character: return quoted(String(character))
  default: return String(describing: value)
  }
}

/// Returns a text in double quotes, as Swift writes it, but without escaping apostrophes.
private func quoted(_ text: String) -> String { String(reflecting: text).replacing("\\'", with: "'") }

private func shownTuple(_ tuple: Mirror) -> String {
  let items = tuple.children.map { child in
    let label = child.label.flatMap { $0.hasPrefix(".") ? nil : "\($0): " } ?? ""
    return label + (shownText(child.value) ?? "()")
  }
  let line = "(" + items.joined(separator: ", ") + ")"
  if !line.contains("\n"), line.count < 80 { return line }
  return "(" + items.map { $0.indentedAfterFirstLine }.joined(separator: ",\n ") + ")"
}

extension String {
  fileprivate var indentedAfterFirstLine: String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n ")
  }
}
