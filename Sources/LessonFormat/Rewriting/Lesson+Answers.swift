// The text of answers files, and edits of it.

extension Lesson {
  /// Returns the section of an answers file for an exercise: its title, the starter, and room for notes.
  public func answerSection(for exercise: Cell) -> String {
    section("Exercise", exercise.exercise?.title ?? "", "swift-cell id=\(exercise.id)", exercise.code)
  }

  /// Returns the section of an answers file for a question: its title and the choices, none of them ticked.
  public func answerSection(for question: Question) -> String {
    let choices = question.choices.map { "[ ] \($0.text)\n" }.joined()
    let text = question.text.isEmpty ? choices : "\(question.text)\n\n\(choices)"
    return section("Question", question.title, "question id=\(question.id)", text)
  }

  private func section(_ kind: String, _ title: String, _ info: String, _ text: String) -> String {
    let lines = text.split(separator: "\n").map(String.init)
    let fence = (FenceMark.backticks.enclosing(lines) ?? FenceMark.backticks.other.enclosing(lines) ?? .backticks).text
    let heading = title.isEmpty ? kind : "\(kind): \(title)"
    let end = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
    return "## \(heading)\n\n\(fence)\(info)\n\(text)\(end)\(fence)\n"
  }

  /// Returns the edit that gives a cell other code, or nil if its fence cannot enclose that.
  public func edit(of cell: Cell, toCode code: String) -> LineEdit? {
    let first = cell.fence.lines.lowerBound
    let mark = FenceMark(source.bytes[source.range(ofLine: first)])
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard mark.encloses(lines) else { return nil }
    let end = source.newline(ofLine: first)
    let text = (code.hasSuffix("\n") ? lines.dropLast() : lines[...]).flatMap { $0.utf8 + end }
    return LineEdit(lines: cell.fence.contentLines, replacement: Array(text))
  }

  /// Returns the edits that tick one choice of a question and no other.
  public func edits(ticking choice: Int, of question: Question) -> [LineEdit] {
    question.choices.enumerated().compactMap { index, other in
      guard other.isTicked != (index == choice) else { return nil }
      var bytes = Array(source.bytes[source.range(ofLines: other.line..<other.line + 1)])
      guard let bracket = bytes.firstIndex(of: UInt8(ascii: "[")), bracket + 1 < bytes.count else { return nil }
      bytes[bracket + 1] = index == choice ? UInt8(ascii: "x") : .space
      return LineEdit(lines: other.line..<other.line + 1, replacement: bytes)
    }
  }

  /// Returns the edit that appends a text as a part of its own, with the newlines of the first line.
  public func edit(appending text: String) -> LineEdit {
    let newline = source.lineCount > 0 ? Array(source.newline(ofLine: 1)) : []
    let end = newline.isEmpty ? [UInt8.newline] : newline
    let last = source.lineCount
    let isOpen = last > 0 && source.newline(ofLine: last).isEmpty
    let isSeparate = last == 0 || source.text(ofLine: last).allSatisfy { $0 == " " || $0 == "\t" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let start = (isOpen ? end : []) + (isSeparate ? [] : end)
    return LineEdit(lines: last + 1..<last + 1, replacement: start + lines.flatMap { $0.utf8 + end })
  }
}
