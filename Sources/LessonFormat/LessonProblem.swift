/// A problem in a lesson file, and its location.
public struct LessonProblem: Error, Equatable, Sendable {
  /// What is wrong.
  public var kind: Kind
  /// Where the problem is.
  public var location: SourceLocation

  /// Creates a problem at a location.
  public init(_ kind: Kind, at location: SourceLocation) {
    self.kind = kind
    self.location = location
  }

  /// What is wrong, as data; ``message`` describes it.
  public enum Kind: Equatable, Sendable {
    // The file.
    /// The file cannot be read.
    case unreadable(reason: String)
    /// The file has nothing but white space.
    case emptyFile
    /// A byte does not belong to a UTF-8 sequence.
    case notUTF8
    /// The file has a NUL byte.
    case nulByte
    /// The name is not in kebab-case.
    case badName(String)
    /// There is no level-1 heading before the first cell.
    case noTitle
    /// A merge has left its marks.
    case conflictMarkers(lastLine: Int)
    /// There are more cells than a lesson may have.
    case tooManyCells(limit: Int)
    /// There are more questions than a lesson may have.
    case tooManyQuestions(limit: Int)

    // Limits on the Markdown, which bound the time that reading it takes.
    /// The file has too many bytes.
    case tooLarge(limit: Int)
    /// A quote or a list is nested too deeply.
    case nestedTooDeeply(limit: Int)
    /// A paragraph has too many characters that may be markup.
    case tooManyMarksInParagraph(limit: Int)
    /// The text has too many characters that may be markup.
    case tooManyMarks(limit: Int)
    /// The tables have too many cells.
    case tooManyTableCells(limit: Int)
    /// The definitions of links would be copied too often.
    case tooMuchReferenced(limit: Int)
    /// The problems after this place are not listed.
    case tooManyProblems(limit: Int)

    // Fences.
    /// A block has no closing fence.
    case unclosedFence(word: String)
    /// A fence is inside another block.
    case fenceInBlock(word: String)
    /// A comment has no end and hides cells.
    case unclosedComment
    /// A backtick after a fence of backticks makes it none.
    case backtickInInfoString
    /// Four or more spaces before a fence make it none.
    case indentedFence
    /// A fence is inside an HTML block, which makes it none.
    case fenceInHTML
    /// A block is in a list or a quote.
    case fenceInContainer(word: String, container: Container)
    /// A word after a fence is like one with a meaning.
    case unknownFenceWord(String, suggestion: String)
    /// A block of plain `swift` has an id, as if it were a cell.
    case attributesOfPlainSwift
    /// An output does not follow a cell.
    case outputWithoutCell
    /// A cell has two outputs for the same variant.
    case repeatedOutput(variant: String?, firstLine: Int)
    /// A cell at file scope has an output.
    case outputOfFileScope

    // Exercises and questions.
    /// An exercise has an attribute that only other cells can have.
    case notForExercise(String)
    /// An exercise has no check.
    case exerciseWithoutCheck
    /// An exercise has no solution.
    case exerciseWithoutSolution
    /// A check or a solution does not follow an exercise.
    case blockWithoutExercise(word: String)
    /// An exercise has two solutions.
    case repeatedSolution(firstLine: Int)
    /// A check comes after the solution.
    case checkAfterSolution(line: Int)
    /// An exercise has an output.
    case outputOfExercise
    /// A solution or an answer is not folded.
    case notFolded
    /// A `<details>` has no end.
    case unclosedDetails
    /// A question has fewer than two choices.
    case tooFewChoices
    /// A choice of a question is ticked.
    case tickedChoice
    /// A question has no answer.
    case questionWithoutAnswer
    /// An answer does not follow a question.
    case answerWithoutQuestion
    /// A question has two answers.
    case repeatedAnswer(firstLine: Int)
    /// An answer has more or fewer lines with boxes than its question has choices.
    case wrongNumberOfReasons(Int, choices: Int)
    /// An answer ticks no choice.
    case noRightChoice
    /// An answer ticks more than one choice.
    case severalRightChoices(firstLine: Int)
    /// An answer does not say why a choice is wrong.
    case missingReason

    // Attributes.
    /// A word after a fence cannot be read as an attribute.
    case malformedAttribute(String)
    /// There is no attribute of this name.
    case unknownAttribute(String, of: String, known: [String], suggestion: String?)
    /// An attribute is given twice.
    case repeatedAttribute(String)
    /// An attribute has an empty value.
    case emptyValue(of: String)
    /// An attribute that takes no value has one.
    case unexpectedValue(of: String)
    /// An attribute that needs a value has none.
    case missingValue(of: String, form: String)
    /// An attribute has a value that is not valid.
    case badValue(String, of: String, form: String)
    /// A cell or a question has no id.
    case missingID(of: String)
    /// An id is used twice.
    case repeatedID(String, firstLine: Int)

    // Settings of the whole file.
    /// A comment with settings of the whole file is in a list or a quote.
    case settingsInContainer
    /// The front matter has no end.
    case unclosedFrontMatter
    /// A line of the front matter is not `key: value`.
    case malformedFrontMatter(String)

    // The code of a cell.
    /// A closing bracket has no opening one.
    case unopenedBracket(String)
    /// An opening bracket has no closing one.
    case unclosedBracket(String)
    /// A string is not closed.
    case unclosedString
    /// A regular expression is not closed.
    case unclosedRegex
    /// A comment in code is not closed.
    case unclosedCodeComment
    /// A `#if` has no `#endif`.
    case unclosedCondition
    /// An `#elseif`, `#else` or `#endif` has no `#if`.
    case unopenedDirective(String)
    /// A name begins as those of the generated code do.
    case reservedName(String)
    /// A name belongs to the check of the exercise.
    case nameOfCheck(String)
  }

  /// What encloses a block.
  public enum Container: String, Equatable, Sendable {
    /// A list.
    case list
    /// A quote.
    case quote
  }
}

extension LessonProblem.Kind {
  /// Whether the file exceeds a limit on its size or its Markdown.
  package var isLimit: Bool {
    switch self {
    case .tooLarge, .nestedTooDeeply, .tooManyMarksInParagraph, .tooManyMarks, .tooManyTableCells, .tooMuchReferenced:
      true
    default: false
    }
  }
}
