/// A lexical element of a cell's code.
package struct SwiftToken: Equatable {
  package enum Kind { case word, number, string, `operator`, open, close, punctuation, directive }

  package var kind: Kind
  package var text: String
  /// The byte range of the token, counted from the start of the code.
  package var range: Range<Int>
  /// Whether whitespace, a comment or a newline precedes it.
  package var hasSpaceBefore: Bool
  /// Whether it is the first token on its line.
  package var startsLine: Bool
  /// The number of brackets that are open around it.
  package var depth: Int
}
