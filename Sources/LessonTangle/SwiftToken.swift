/// A lexical element of a cell's code.
struct SwiftToken: Equatable {
  enum Kind { case word, number, string, `operator`, open, close, punctuation, directive }

  var kind: Kind
  var text: String
  /// The bytes of the token, counted from the start of the code.
  var range: Range<Int>
  /// Whether a blank, a comment or a line end stands before it.
  var hasSpaceBefore: Bool
  /// Whether it is the first of its line.
  var startsLine: Bool
  /// How many brackets are open around it.
  var depth: Int
}
