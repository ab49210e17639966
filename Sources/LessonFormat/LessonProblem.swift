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
    case unreadable(reason: String)
    case emptyFile
    case notUTF8
    case nulByte
    case badName(String)
    case noTitle
    case conflictMarkers(lastLine: Int)
    case tooManyCells(limit: Int)
    case tooManyQuestions(limit: Int)

    // Limits on the Markdown, which bound the time that reading it takes.
    case tooLarge(limit: Int)
    case nestedTooDeeply(limit: Int)
    case tooManyMarksInParagraph(limit: Int)
    case tooManyMarks(limit: Int)
    case tooManyTableCells(limit: Int)
    case tooMuchReferenced(limit: Int)
    case tooManyProblems(limit: Int)

    // Fences.
    case unclosedFence(word: String)
    case fenceInBlock(word: String)
    case unclosedComment
    case backtickInInfoString
    case indentedFence
    case fenceInHTML
    case fenceInContainer(word: String, container: Container)
    case unknownFenceWord(String, suggestion: String)
    case attributesOfPlainSwift
    case outputWithoutCell
    case repeatedOutput(variant: String?, firstLine: Int)
    case outputOfFileScope

    // Exercises and questions.
    case notForExercise(String)
    case exerciseWithoutCheck
    case exerciseWithoutSolution
    case blockWithoutExercise(word: String)
    case repeatedSolution(firstLine: Int)
    case checkAfterSolution(line: Int)
    case outputOfExercise
    case notFolded
    case unclosedDetails
    case tooFewChoices
    case tickedChoice
    case questionWithoutAnswer
    case answerWithoutQuestion
    case repeatedAnswer(firstLine: Int)
    case wrongNumberOfReasons(Int, choices: Int)
    case noRightChoice
    case severalRightChoices(firstLine: Int)
    case missingReason

    // Attributes.
    case malformedAttribute(String)
    case unknownAttribute(String, of: String, known: [String], suggestion: String?)
    case repeatedAttribute(String)
    case emptyValue(of: String)
    case unexpectedValue(of: String)
    case missingValue(of: String, form: String)
    case badValue(String, of: String, form: String)
    case missingID(of: String)
    case repeatedID(String, firstLine: Int)

    // Front matter.
    case unclosedFrontMatter
    case malformedFrontMatter(String)

    // The code of a cell.
    case unopenedBracket(String)
    case unclosedBracket(String)
    case unclosedString
    case unclosedCodeComment
    case reservedName(String)
    case nameOfCheck(String)
  }

  /// What encloses a block.
  public enum Container: String, Equatable, Sendable {
    case list, quote
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
