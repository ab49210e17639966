import LessonRuntime

/// The result of an expectation of a running exercise.
public struct CheckedExpectation: Equatable, Sendable {
  /// The result.
  public var expectation: Expectation
  /// Whether it is one of a hidden check, of which only the sentence is shown.
  public var isHidden: Bool
}

/// The expectations of an exercise's checks that have been evaluated so far.
struct CheckedExpectations {
  /// The number of expectations of an exercise that are kept; if there are more, the first unmet one is kept, too.
  static let limit = 200

  private(set) var all: [CheckedExpectation] = []
  private(set) var isSatisfied = true
  /// Whether the running check is hidden, or nil before the first one.
  private var isHidden: Bool?

  mutating func beginCheck(isHidden: Bool) { self.isHidden = isHidden }

  mutating func append(_ expectation: Expectation) {
    // Only a check can expect something.
    guard let isHidden else { return }
    isSatisfied = isSatisfied && expectation.isMet
    let isFirstUnmet = !expectation.isMet && !all.contains { !$0.expectation.isMet }
    guard all.count < Self.limit || isFirstUnmet else { return }
    all.append(CheckedExpectation(expectation: expectation, isHidden: isHidden))
  }

  /// The verdict on an exercise that has reached its end, or nil if its check is satisfied.
  var verdict: Verdict? {
    if all.isEmpty { return .expectedNothing }
    return isSatisfied ? nil : .unsatisfied(all)
  }
}
