import LessonFormat
import LessonPresentation
import LessonProse
import SwiftLexing
import TextFormatting

/// Formats blocks of prose for a terminal, wrapped to its width.
///
/// Without colours, Markdown markup is used instead.
struct ProseText {
  private let style: Style

  init(style: Style) { self.style = style }

  /// Returns the lines of a block, without empty lines around it.
  func lines(_ block: ProseBlock) -> [String] { lines(block, width: style.proseWidth ?? .max) }

  private func lines(_ block: ProseBlock, width: Int) -> [String] {
    switch block {
    case .heading(let level, let inlines): heading(level, inlines, width)
    case .paragraph(let inlines): texts(inlines).wrapped(to: width).map(style.line)
    case .list(let start, let isTight, let items): list(start, isTight, items, width)
    case .quote(let blocks):
      self.blocks(blocks, width: width - 2).map { (style.isRich ? style.dim("▎ ") : "> ") + $0 }
    case .code(let language, let text): code(language, text, width)
    case .table(let alignments, let rows):
      TableText(alignments, rows.map { $0.map { texts($0) } }, width: width, style: style).lines
    case .rule: [style.dim(String(repeating: style.isRich ? "─" : "-", count: min(width, 40)))]
    }
  }

  private func blocks(_ blocks: [ProseBlock], isTight: Bool = false, width: Int) -> [String] {
    blocks.map { lines($0, width: max(10, width)) }.reduce(into: []) { all, lines in
      if !all.isEmpty, !isTight { all.append("") }
      all += lines
    }
  }

  private func heading(_ level: Int, _ inlines: [ProseInline], _ width: Int) -> [String] {
    let attributes = TextAttributes(role: .heading, isBold: true)
    let mark = style.isRich ? "" : String(repeating: "#", count: level) + " "
    let lines = ([StyledRun(text: mark, attributes: attributes)] + texts(inlines, attributes)).wrapped(to: width)
    guard style.isRich, level <= 2 else { return lines.map(style.line) }
    let length = min(width, lines.map(\.columns).max() ?? 0)
    return lines.map(style.line) + [style.dim(String(repeating: level == 1 ? "━" : "─", count: length))]
  }

  private func list(_ start: Int?, _ isTight: Bool, _ items: [ProseItem], _ width: Int) -> [String] {
    let marks = items.enumerated().map { index, item in
      let task = item.isChecked.map { style.isRich ? ($0 ? "☑ " : "☐ ") : ($0 ? "[x] " : "[ ] ") }
      return start.map { "\($0 + index). " } ?? (style.isRich ? task ?? "• " : "- " + (task ?? ""))
    }
    let margin = marks.map(\.columns).max() ?? 0
    var lines: [String] = []
    for (mark, item) in zip(marks, items) {
      if !isTight, !lines.isEmpty { lines.append("") }
      let text = blocks(item.blocks, isTight: isTight, width: width - margin)
      let room = String(repeating: " ", count: margin - mark.columns)
      let first = start == nil ? mark + room : room + mark
      lines.append(style.dim(first) + (text.first ?? ""))
      lines += text.dropFirst().map { $0.isEmpty ? "" : String(repeating: " ", count: margin) + $0 }
    }
    return lines
  }

  private func code(_ language: String, _ text: String, _ width: Int) -> [String] {
    let text = text.withoutTrailingNewline
    let isSwift = language.lowercased() == "swift"
    let lines = isSwift ? CodeSpan.lines(of: text) : CodeSpan.plainLines(of: text)
    return lines.flatMap { style.code($0, width: width - 4) }.map { "    " + $0 }
  }

  // MARK: - Inlines

  private func texts(_ inlines: [ProseInline], _ attributes: TextAttributes = TextAttributes(), link: String? = nil)
    -> [StyledRun]
  {
    inlines.flatMap { texts($0, attributes, link: link) }
  }

  private func texts(_ inline: ProseInline, _ attributes: TextAttributes, link: String?) -> [StyledRun] {
    var attributes = attributes
    func marked(_ mark: String, _ inlines: [ProseInline]) -> [StyledRun] {
      let mark = style.isRich ? [] : [StyledRun(text: mark, attributes: attributes, link: link)]
      return mark + texts(inlines, attributes, link: link) + mark
    }
    switch inline {
    case .text(let text): return [StyledRun(text: text, attributes: attributes, link: link)]
    case .softBreak: return [StyledRun(text: " ", attributes: attributes, link: link)]
    case .lineBreak: return [StyledRun(text: "\n", attributes: attributes, link: link)]
    case .code(let text):
      attributes.role = .code
      let code = style.isRich ? text : "`\(text)`"
      return [StyledRun(text: code, attributes: attributes, link: link, keepsSpaces: true)]
    case .emphasis(let inlines):
      attributes.isItalic = true
      return marked("*", inlines)
    case .strong(let inlines):
      attributes.isBold = true
      return marked("**", inlines)
    case .deleted(let inlines):
      attributes.isStruck = true
      return marked("~~", inlines)
    case .link(let address, let inlines):
      attributes.isUnderlined = true
      attributes.role = .link
      let isWeb = address.hasPrefix("http://") || address.hasPrefix("https://") || address.hasPrefix("mailto:")
      let words = texts(inlines, attributes, link: isWeb ? address.forTerminals : nil)
      return words + target(of: address, isWeb: isWeb, words: words.map(\.text).joined())
    }
  }

  /// Returns a link's target as text, unless the terminal or the link's own text already shows it, or it is a heading: a text with many links
  /// to a glossary would be hard to read.
  private func target(of address: String, isWeb: Bool, words: String) -> [StyledRun] {
    let isLesson = !isWeb && address.hasSuffix(".md")
    let target = isLesson ? Lesson.name(ofFile: address) : address
    guard isLesson || !style.isRich || (isWeb && !style.hasLinks), !target.isEmpty, words != target,
      !target.hasPrefix("#"), isWeb || !target.contains(".md#"),
      "mailto:\(words)" != target, "http://\(words)" != target
    else { return [] }
    return [StyledRun(text: " (\(target))", attributes: TextAttributes(role: .faint))]
  }
}

extension String {
  /// The address with everything but visible ASCII percent-encoded, as OSC 8 requires.
  fileprivate var forTerminals: String {
    utf8.reduce(into: "") { text, byte in
      if (0x21...0x7E).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + byte.hexadecimal(digits: 2, uppercase: true)
      }
    }
  }
}
