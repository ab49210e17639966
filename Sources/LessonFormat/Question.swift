/// A question with answers to choose from, one of which is right.
public struct Question: Equatable, Sendable {
  /// A possible answer.
  public struct Choice: Equatable, Sendable {
    /// The answer's text, on one line.
    public var text: String
    /// The line of the question at which it begins, counted from 1.
    public var line: Int
    /// Whether it is ticked in the question, as a learner does; in a lesson, none is.
    public var isTicked: Bool
    /// Whether it is the right one.
    public var isRight = false
    /// Why it is right or wrong, on one line.
    public var reason = ""
  }

  /// The question's name, in kebab-case, unique among the questions and cells of its lesson.
  public var id = ""
  /// The text of the nearest heading above the question, without the word "Question"; empty if there is none.
  public var title = ""
  /// The lines of the prose before the question, counted from 1.
  public var instructions = 1..<1
  /// The block including its fences.
  public var fence: Fence
  /// The text before the choices; may be empty.
  public var text = ""
  /// The choices in order; at least two.
  public var choices: [Choice] = []
  /// The block that says which choice is right, including its fences; nil only if the lesson has problems.
  public var answer: Fence?
  /// The lines of the `<details>` that folds the answer, or those of its block alone.
  public var answerLines = 1..<1

  /// The line of the opening fence.
  public var line: Int { fence.lines.lowerBound }
}

/// The lines of a `question` or `answer` block: a text, then lines that begin with a box.
struct BoxedLines {
  /// A box and the text after it, which may take several lines.
  struct Item {
    var isTicked: Bool
    var text: String
    var line: Int
  }

  /// The text before the first box.
  private(set) var text = ""
  private(set) var items: [Item] = []

  init(_ lines: Range<Int>, of source: SourceText) {
    for line in lines {
      let words = source.text(ofLine: line).split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
      let item = words.hasPrefix("- ") ? words.dropFirst(2) : words[...]
      if let isTicked = Self.boxes[String(item.prefix(3))] {
        items.append(Item(isTicked: isTicked, text: String(item.dropFirst(3).drop { $0 == " " }), line: line))
      } else if !words.isEmpty, let last = items.indices.last {
        items[last].text += (items[last].text.isEmpty ? "" : " ") + words
      } else if items.isEmpty {
        text += words + "\n"
      }
    }
    let kept = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    text = kept.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed().joined(separator: "\n")
  }

  private static let boxes = ["[ ]": false, "[x]": true, "[X]": true]
}
