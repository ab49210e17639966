extension LessonProblem {
  /// What is wrong and what to do about it, in one line.
  public var message: String {
    switch kind {
    case .unreadable(let reason): "cannot read the file: \(reason)"
    case .emptyFile: "the file is empty: a lesson starts with a title, such as `# Self-attention`"
    case .notUTF8: "this byte is not UTF-8: save the file as UTF-8"
    case .nulByte: "a NUL byte: a lesson is text, remove it"
    case .badName(let name):
      "a lesson cannot be named '\(name)': use lower-case letters and digits joined by hyphens, such as `04-self-attention.md`"
    case .noTitle: "no title: start the lesson with a heading of level 1, such as `# Self-attention`"
    case .tooManyCells(let limit): "this is cell \(limit + 1), and a lesson has at most \(limit): split the lesson"

    case .unclosedFence(let word): "the `\(word)` block is never closed: add a closing fence as long as this one"
    case .fenceInBlock(let word):
      "this `\(word)` fence stands inside another block: close that block before it, or make its fences longer than this one"
    case .unclosedComment:
      "this comment is never closed and hides the cells below it: add `-->` after what it is to hide"
    case .backtickInInfoString:
      "this is no fence, as a backtick stands after it: remove the backtick, or use `~~~` for both fences"
    case .indentedFence: "this is no fence, as it is indented by four blanks or more: indent it by at most three"
    case .fenceInHTML:
      "this is no fence, as it stands inside an HTML block: put a blank line before it, or make the HTML a comment to park the cell"
    case .fenceInContainer(let word, let container):
      "the `\(word)` block cannot stand in a \(container.rawValue): move it to the left margin"
    case .unknownFenceWord(let word, let suggestion): "unknown block `\(word)`: did you mean `\(suggestion)`?"
    case .attributesOfPlainSwift:
      "a `swift` block with an id is not run: did you mean `swift-cell`?"
    case .outputWithoutCell: "this `output` follows no cell: put it after its cell, with no other block between them"
    case .repeatedOutput(let variant?, let firstLine):
      "the cell already has an output for the variant '\(variant)', on line \(firstLine): keep one"
    case .repeatedOutput(nil, let firstLine):
      "the cell already has an output, on line \(firstLine): keep one, or add `variant=NAME`"
    case .outputOfFileScope: "a `file-scope` cell prints nothing: remove its output"

    case .malformedAttribute(let text): "cannot read `\(text)`: write `key`, `key=value` or `key=\"quoted value\"`"
    case .unknownAttribute(let name, let owner, let known, let suggestion):
      "unknown attribute '\(name)': "
        + (suggestion.map { "did you mean `\($0)`?" } ?? "\(owner) takes \(known.joined(separator: ", "))")
    case .repeatedAttribute(let name): "'\(name)' is given twice: keep one"
    case .emptyValue(let name): "'\(name)' has an empty value: give one, or remove the attribute"
    case .unexpectedValue(let name): "'\(name)' takes no value: write just `\(name)`"
    case .missingValue(let name, let form): "'\(name)' needs a value: \(form)"
    case .badValue(let value, let name, let form): "'\(value)' is no value for '\(name)', which takes \(form)"
    case .missingID: "a cell needs an id: add one, such as `id=first-head`"
    case .repeatedID(let id, let firstLine): "the id '\(id)' is taken by the cell on line \(firstLine): choose another"

    case .unclosedFrontMatter: "the front matter is never closed: add a line of `---` after it"
    case .malformedFrontMatter(let line): "cannot read `\(line)` in the front matter: write `key: value`"

    case .unopenedBracket(let bracket): "'\(bracket)' closes nothing in this cell"
    case .unclosedBracket(let bracket): "'\(bracket)' is not closed in this cell"
    case .unclosedString: "this string is not closed in this cell"
    case .unclosedCodeComment: "this comment is not closed in this cell"
    }
  }

  /// The problem as compilers print one: `file:line:col: error: message`, the line, and a caret under the column.
  public func rendered(file: String, source: SourceText) -> String {
    "\(file):\(location.line):\(location.column): error: \(message.withoutControls)\n" + source.excerpt(at: location)
  }
}

extension SourceText {
  /// A line and a caret below a place in it; nothing for a line that is too long to be read.
  public func excerpt(at location: SourceLocation) -> String {
    guard location.line <= lineCount, location.column <= 300 else { return "" }
    let line = text(ofLine: location.line)
    guard line.utf8.count <= 400 else { return "" }
    let before = String(decoding: line.utf8.prefix(location.column - 1), as: UTF8.self)
    var pad = ""
    for character in before { pad += character == "\t" ? "\t" : " " }
    return "\(line.withoutControls)\n\(pad)^\n"
  }
}

extension Lesson {
  /// All problems as compilers print them.
  public var renderedProblems: String { problems.map { $0.rendered(file: file, source: source) }.joined() }
}
