extension LessonProblem {
  /// What is wrong and how to fix it, in one line.
  public var message: String {
    switch kind {
    case .unreadable(let reason): "cannot read the file: \(reason)"
    case .emptyFile: "the file is empty: a lesson starts with a title, such as `# Self-attention`"
    case .notUTF8: "this byte is not valid UTF-8: save the file as UTF-8"
    case .nulByte: "the file contains a NUL byte: remove it, because a lesson is plain text"
    case .badName(let name):
      "a lesson cannot be named '\(name)': use lowercase letters and digits joined by hyphens, such as `04-my-lesson.md` (all Markdown files in a folder of lessons are lessons, except README.md)"
    case .noTitle: "the lesson has no title: start it with a level-1 heading, such as `# Self-attention`"
    case .conflictMarkers(let lastLine):
      "a merge has left two versions of these lines, down to line \(lastLine): keep one of them, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
    case .tooManyCells(let limit): "this is cell \(limit + 1), but a lesson can have at most \(limit): split the lesson"
    case .tooManyQuestions(let limit):
      "this is question \(limit + 1), but a lesson can have at most \(limit): split the lesson"

    case .tooLarge(let limit):
      "the file is larger than \(limit) bytes, the most that a lesson can have: split it, or print less"
    case .nestedTooDeeply(let limit):
      "this quote or list is nested more than \(limit) levels deep: move it to the left"
    case .tooManyMarksInParagraph(let limit):
      "this paragraph has more than \(limit) special characters, such as `[`, `*` and `:`: split it with empty lines"
    case .tooManyMarks(let limit):
      "the text has more than \(limit) special characters, such as `[`, `*` and `:`: split the lesson, or put data into a code block"
    case .tooManyTableCells(let limit):
      "the tables have more than \(limit) cells, with each row as wide as its widest: split the lesson, or make the tables smaller"
    case .tooMuchReferenced(let limit):
      "with this long definition, the links would take more than \(limit) bytes: shorten it, or refer to it less often"
    case .tooManyProblems(let limit):
      "there are more than \(limit) problems, so the rest is not listed: mend these first"

    case .unclosedFence(let word): "the `\(word)` block is never closed: add a closing fence as long as this one"
    case .fenceInBlock(let word):
      "this `\(word)` fence is inside another block: close that block first, or make its fences longer than this one"
    case .unclosedComment:
      "this comment is never closed and hides the cells below it: add `-->` where the comment should end"
    case .backtickInInfoString:
      "this is not a fence because a backtick follows it: remove the backtick, or use `~~~` for both fences"
    case .indentedFence:
      "this is not a fence because it is indented by four or more spaces: indent it by at most three"
    case .fenceInHTML:
      "this is not a fence because it is inside an HTML block: put an empty line before it, or turn the HTML into a comment to disable the cell"
    case .fenceInContainer(let word, let container):
      "the `\(word)` block cannot be inside a \(container.rawValue): move it to the left margin"
    case .unknownFenceWord(let word, let suggestion): "unknown block `\(word)`: did you mean `\(suggestion)`?"
    case .attributesOfPlainSwift:
      "a `swift` block with an id is not run: did you mean `swift-cell`?"
    case .outputWithoutCell:
      "this `output` does not follow a cell: put it after its cell, with no other block between them"
    case .repeatedOutput(let variant?, let firstLine):
      "the cell already has an output for the variant '\(variant)', on line \(firstLine): keep one"
    case .repeatedOutput(nil, let firstLine):
      "the cell already has an output, on line \(firstLine): keep one, or add `variant=NAME`"
    case .outputOfFileScope: "a `file-scope` cell prints nothing: remove its output"

    case .notForExercise(let name):
      switch name {
      case "hidden": "an exercise cannot be `hidden`, because its reader has to see it: remove one of the two"
      case "throws": "an exercise cannot have `throws`: let its check expect the error"
      default:
        "an exercise cannot have `\(name)`, because its check would not see what it declares: remove one of the two"
      }
    case .exerciseWithoutCheck:
      "this exercise has no check: add a `swift-check` block that says whether an answer is right"
    case .exerciseWithoutSolution:
      "this exercise has no solution: add a `swift-solution` block, whose declarations the cells after it see"
    case .blockWithoutExercise(let word):
      "this `\(word)` does not follow an exercise: put it after one, which is a cell with the attribute `exercise`"
    case .repeatedSolution(let firstLine): "the exercise already has a solution, on line \(firstLine): keep one"
    case .checkAfterSolution(let line):
      "this check comes after the exercise's solution, on line \(line): move it before that"
    case .outputOfExercise: "an exercise has no `output`: let its check say what is right"
    case .notFolded:
      "everyone sees this answer at once: fold it, with `<details><summary>Solution</summary>` and an empty line before it, and an empty line and `</details>` after it"
    case .unclosedDetails: "this `<details>` is never closed: add `</details>` after what it folds"
    case .tooFewChoices: "a question needs at least two choices: write each on a line that begins with `[ ]`"
    case .tickedChoice: "the choices of a question are not ticked: tick the right one in its `answer` block"
    case .questionWithoutAnswer:
      "this question has no answer: add an `answer` block that ticks the right choice with `[x]` and says why the others are wrong"
    case .answerWithoutQuestion: "this `answer` does not follow a question: put it after its `question` block"
    case .repeatedAnswer(let firstLine): "the question already has an answer, on line \(firstLine): keep one"
    case .wrongNumberOfReasons(let count, let choices):
      "lines that begin with a box: this answer has \(count), but the question has \(choices): write one for each choice, in the same order"
    case .noRightChoice: "no choice is right: begin the line of the right one with `[x]`"
    case .severalRightChoices(let firstLine): "the choice on line \(firstLine) is right, too: tick only one"
    case .missingReason: "say why this choice is wrong, after its box"

    case .malformedAttribute(let text): "cannot read `\(text)`: write `key`, `key=value` or `key=\"quoted value\"`"
    case .unknownAttribute(let name, let owner, let known, let suggestion):
      "unknown attribute '\(name)': "
        + (suggestion.map { "did you mean `\($0)`?" }
          ?? "\(owner) takes \(known.isEmpty ? "no attributes" : known.joined(separator: ", "))")
    case .repeatedAttribute(let name): "'\(name)' is given twice: keep one"
    case .emptyValue(let name): "'\(name)' has an empty value: give one, or remove the attribute"
    case .unexpectedValue(let name): "'\(name)' takes no value: write just `\(name)`"
    case .missingValue(let name, let form): "'\(name)' needs a value: \(form)"
    case .badValue(let value, let name, let form): "'\(value)' is not a valid value for '\(name)', which takes \(form)"
    case .missingID(let owner): "\(owner) needs an id: add one, such as `id=first-head`"
    case .repeatedID(let id, let firstLine):
      "the id '\(id)' is already used on line \(firstLine): choose another"

    case .settingsInContainer:
      "these settings are for the whole file: move this comment to the left margin, out of the list or quote"
    case .unclosedFrontMatter: "the front matter is never closed: add a line of `---` after it"
    case .malformedFrontMatter(let line): "cannot read `\(line)` in the front matter: write `key: value`"

    case .unopenedBracket(let bracket): "'\(bracket)' has no opening bracket in this cell: add one, or remove it"
    case .unclosedBracket(let bracket): "'\(bracket)' is not closed in this cell: add the closing bracket"
    case .unclosedString: "this string is not closed in this cell: add the closing quote"
    case .unclosedRegex: "this regular expression is not closed in this cell: add the closing `/#`"
    case .unclosedCondition: "this `#if` is not closed in this cell: add `#endif`"
    case .unopenedDirective(let directive): "`\(directive)` has no `#if` in this cell: add one, or remove it"
    case .unclosedCodeComment: "this comment is not closed in this cell: add `*/`"
    case .nameOfCheck(let name): "`\(name)` belongs to the exercise's check: choose another name"
    case .reservedName(let name): "names that begin with `\(name)` belong to the lesson's own code: choose another"
    }
  }

  /// Returns the problem in the format of compilers: `file:line:col: error: message`, the line, and a caret under the column.
  public func rendered(file: String, source: SourceText) -> String {
    "\(file):\(location.line):\(location.column): error: \(message.withoutControls)\n" + source.excerpt(at: location)
  }
}

extension SourceText {
  /// Returns a line with a caret below the given column, or an empty text for a line that is too long to be readable.
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
  /// All problems in the format of compilers.
  public var renderedProblems: String { problems.map { $0.rendered(file: file, source: source) }.joined() }
}
