import LessonFormat

/// Writes a sanitized Markdown tree as Markdown that every parser reads alike.
struct MarkdownWriter {
  /// Returns a block with its containers' prefixes left out, ending with a newline.
  static func markdown(of node: MarkdownNode) -> String {
    let text = block(node, isNested: false)
    // Two lists that follow one another would be read as one.
    return text + (node.kind == .list && node.next?.kind == .list ? "\n\n\(endOfList)\n" : "\n")
  }

  private static let endOfList = "<!-- end list -->"

  private static func block(_ node: MarkdownNode, isNested: Bool) -> String {
    switch node.kind {
    case .heading: String(repeating: "#", count: node.level) + " " + inlines(of: node, isOneLine: true)
    case .paragraph: inlines(of: node, isOneLine: false)
    case .list: list(node)
    case .blockQuote: blocks(of: node, isTight: false).prefixed(with: "> ")
    case .codeBlock:
      MarkdownCode.block(node.literal, info: node.info, gap: " ", isNested: isNested).withoutTrailingNewline
    case .table: table(node)
    case .thematicBreak: "-----"
    case .htmlBlock: html(node.literal)
    default: MarkdownText.spelled(node.text)
    }
  }

  private static func blocks(of container: MarkdownNode, isTight: Bool) -> String {
    var text = ""
    var previous: (kind: MarkdownNode.Kind, text: String)?
    for node in container.children {
      let next = (kind: node.kind, text: block(node, isNested: true))
      if let previous {
        let areLists = previous.kind == .list && next.kind == .list
        // HTML ends only at an empty line.
        let hasHTML = areLists || [previous, next].contains { $0.kind == .htmlBlock || $0.text.hasPrefix("<pre>") }
        text += areLists ? "\n\n\(endOfList)" : ""
        text += isTight && !hasHTML ? "\n" : "\n\n"
      }
      text += next.text
      previous = next
    }
    return text
  }

  private static func list(_ list: MarkdownNode) -> String {
    var number = list.listStart
    var items: [String] = []
    for item in list.children {
      let marker = number.map { "\($0)\(list.listDelimiter)" + ($0 < 10 ? "  " : " ") } ?? "  - "
      let task = item.isChecked.map { $0 ? "- [x] " : "- [ ] " }
      let text = blocks(of: item, isTight: list.isTight)
      let indent = String(repeating: " ", count: task == nil ? marker.utf8.count : 2)
      items.append((task ?? marker) + text.prefixed(with: indent).dropFirst(indent.count))
      number = number.map { $0 + 1 }
    }
    return items.joined(separator: list.isTight ? "\n" : "\n\n")
  }

  private static func table(_ table: MarkdownNode) -> String {
    var rows = table.children.map { row in
      "| " + row.children.map { inlines(of: $0, isOneLine: true, isInTable: true) }.joined(separator: " | ") + " |"
    }
    let rules = table.alignments.map { alignment in
      switch alignment {
      case "l": ":--"
      case "c": ":-:"
      case "r": "--:"
      default: "---"
      }
    }
    rows.insert("| " + rules.joined(separator: " | ") + " |", at: min(1, rows.count))
    return rows.joined(separator: "\n")
  }

  private static func html(_ literal: String) -> String {
    let lines = RawHTML(literal).markdown.unicodeScalars.split(separator: "\n").map { String($0) }
    return lines.filter { !$0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }.joined(separator: "\n")
  }

  private static func inlines(of node: MarkdownNode, isOneLine: Bool, isInTable: Bool = false) -> String {
    var writer = MarkdownInlineWriter(isOneLine: isOneLine, isInTable: isInTable)
    writer.write(node.children)
    return writer.text
  }
}

extension String {
  fileprivate func prefixed(with prefix: String) -> String {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { prefix + String($0) }
      .joined(separator: "\n")
  }
}
