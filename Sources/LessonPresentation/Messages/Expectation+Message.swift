import LessonRunner
import LessonRuntime

extension Expectation {
  /// What should be true and what is instead, in one line.
  var message: String {
    let sentence = "“\(sentence.onOneLine)”"
    guard !isMet else { return sentence }
    let values = [
      expected.map { "expected \($0.onOneLine.shortened)" }, actual.map { "got \($0.onOneLine.shortened)" },
    ]
    let details = values.compactMap { $0 }.joined(separator: ", ")
    return [sentence, details, mistake?.onOneLine ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
  }
}

extension String {
  /// The text with each run of white space replaced by a space.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
