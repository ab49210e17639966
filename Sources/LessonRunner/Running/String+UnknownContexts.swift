import LessonRuntime

extension String {
  /// The text without the addresses in the names of types that are declared in a cell, because they change with every run.
  var withoutUnknownContexts: String {
    guard contains("(unknown context at $") else { return self }
    return replacing(#/(\w+\.)*(\(unknown context at \$[0-9a-f]+\)\.)+/#, with: "")
  }
}

extension Expectation {
  /// The expectation without such addresses.
  var withoutUnknownContexts: Expectation {
    var copy = self
    copy.sentence = sentence.withoutUnknownContexts
    for text in [\Expectation.expected, \.actual, \.difference, \.mistake] {
      copy[keyPath: text] = self[keyPath: text]?.withoutUnknownContexts
    }
    return copy
  }
}
