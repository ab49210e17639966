extension LessonBody {
  /// What a page shows only when its reader asks for it.
  public struct Fold: Equatable, Sendable {
    /// What a fold has in it.
    public enum Kind: String, Sendable {
      /// A check of an exercise.
      case check
      /// A hint for an exercise.
      case hint
      /// The solution of an exercise.
      case solution
      /// The answer to a question.
      case answer
    }

    /// What it has in it.
    public var kind: Kind
    /// The lines of the lesson, counted from 1.
    public var lines: Range<Int>
    /// The start tags with the summary, what is folded, and the end tag.
    public var prose: [Prose]
  }
}

extension LessonBody.Fold.Kind {
  /// The summary of a fold without one of its own.
  var summary: String {
    switch self {
    case .check: "Check"
    case .hint: "Hint"
    case .solution: "Solution"
    case .answer: "Answer"
    }
  }
}
