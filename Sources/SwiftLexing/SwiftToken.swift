/// A lexical element of a cell's code.
package struct SwiftToken: Equatable {
  package enum Kind { case word, number, string, `operator`, open, close, punctuation, directive }

  package var kind: Kind
  package var text: String
  /// The bytes of the token, counted from the start of the code.
  package var range: Range<Int>
  /// Whether a blank, a comment or a line end stands before it.
  package var hasSpaceBefore: Bool
  /// Whether it is the first of its line.
  package var startsLine: Bool
  /// How many brackets are open around it.
  package var depth: Int
}
