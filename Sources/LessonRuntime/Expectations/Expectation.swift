/// The result of one expectation of an exercise's check.
public struct Expectation: Codable, Equatable, Sendable {
  /// What should be true, in the author's words.
  public var sentence: String
  /// Whether it is.
  public var isMet: Bool
  /// The expected value as text, or nil if the expectation is a condition.
  public var expected: String?
  /// What the answer gave instead, as text: a value or an error; nil if the expectation is met or is a condition.
  public var actual: String?
  /// Where the two differ first, or nil if the values say it.
  public var difference: String?
  /// The author's words about a known mistake, or nil if it is none.
  public var mistake: String?

  /// The number of Unicode scalars of each text that are kept: a character may consist of any number of them.
  static let textLimit = 2000

  /// Creates a result; longer texts are cut.
  init(
    _ sentence: String, isMet: Bool, expected: String? = nil, actual: String? = nil, difference: String? = nil,
    mistake: String? = nil
  ) {
    self.sentence = sentence.cut
    self.isMet = isMet
    self.expected = expected?.cut
    self.actual = actual?.cut
    self.difference = difference?.cut
    self.mistake = mistake?.cut
  }
}

extension String {
  /// The text up to the limit.
  fileprivate var cut: String {
    let kept = unicodeScalars.prefix(Expectation.textLimit)
    return kept.endIndex == endIndex ? self : String(kept) + " …"
  }
}
