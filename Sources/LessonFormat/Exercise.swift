/// What a learner completes: a starter, checks that say whether an answer is right, hints, and the author's own solution.
///
/// The starter is the code of the exercise's ``Cell``.
public struct Exercise: Equatable, Sendable {
  /// A check: code with expectations, which sees what an answer declares.
  public struct Check: Equatable, Sendable {
    /// Whether pages and terminals do not show it.
    public var isHidden = false
    /// The block including its fences.
    public var fence: Fence
    /// The code as it is in the file, each line ending with LF.
    public var code: String
  }

  /// A solution.
  public struct Solution: Equatable, Sendable {
    /// The block including its fences.
    public var fence: Fence
    /// The code as it is in the file, each line ending with LF.
    public var code: String
    /// The lines of the `<details>` that folds it, or those of the block alone if nothing folds it.
    public var lines: Range<Int>
  }

  /// A hint: a `<details>` whose summary begins with "Hint".
  public struct Hint: Equatable, Sendable {
    /// The lines including the tags, counted from 1.
    public var lines: Range<Int>
  }

  /// The text of the nearest heading above the exercise, without the word "Exercise"; empty if there is none.
  public var title = ""
  /// The lines of the prose that says what to do, counted from 1: from the nearest heading, or from the block before, up to the starter.
  public var instructions = 1..<1
  /// The checks in order; at least one.
  public var checks: [Check] = []
  /// The hints in the order in which to show them.
  public var hints: [Hint] = []
  /// The author's own answer, which the cells after the exercise see; nil only if the lesson has problems.
  public var solution: Solution?

  /// A text that describes the exercise's effect on the compiled code.
  var compiledForm: String {
    (checks.map { "\($0.isHidden)|\($0.code)" } + [solution?.code ?? ""]).joined(separator: "|")
  }
}
