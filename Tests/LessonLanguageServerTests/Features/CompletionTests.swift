import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("What may be meant in a lesson")
struct CompletionTests {
  private static let kinds = ["swift-cell", "output", "swift-check", "swift-solution", "question", "answer"]
  private static let attributes = [
    "id", "tolerance", "timeout", "output", "throws", "hidden", "slow", "needs", "file-scope", "exercise", "tags",
  ]

  private static let head = "# T\n\n```swift-cell id=a tags=x,y needs=text\n1\n```\n\n```output variant=v\n1\n```\n\n"

  @Test(
    "is offered where a block opens, in its order",
    arguments: [
      ("```|", kinds), ("``` |", kinds), ("```sw|ift", kinds), ("  ~~~out|\n  ~~~", kinds),
      ("```swift |", ["cell", "check", "solution"]),
      ("```swift c|", ["cell", "check", "solution"]), ("```swift-cell |", attributes),
      ("```swift-cell id=b |", attributes.filter { $0 != "id" }),
      ("```swift cell hid| slow", attributes.filter { $0 != "slow" }),
      ("```swift-cell id|=b", attributes), ("```output |", ["literal", "variant"]), ("```swift-check |", ["hidden"]),
      ("```swift-solution |", []), ("```question |", ["id"]), ("```answer |", []), ("```text |", []),
      ("```swift-cell timeout=|", ["30s", "500ms", "2m"]), ("```swift-cell tolerance=1|", ["1e-4"]),
      ("```swift-cell output=|", ["ignore"]), ("```swift-cell output=\"|\"", ["ignore"]),
      ("```swift-cell needs=|", ["gpt2", "text", "tinyshakespeare"]),
      ("```swift-cell needs=gpt2,|", ["text", "tinyshakespeare"]),
      ("```swift-cell tags=x,|", ["y"]), ("```output variant=|", ["stand-in", "v"]), ("```swift-cell id=|", []),
      ("```swift-cell throws=\"a |", []), ("```swift-cell colour=|", []), ("```swift-cell hidden=|", []),
    ])
  func offers(_ marked: String, _ labels: [String]) throws {
    for newline in ["\n", "\r\n"] {
      let lesson = try MarkedLesson(Self.head + marked + "\nx\n```\n", newline: newline)
      let items = lesson.features.completions(at: lesson.place)
      #expect(items.map(\.label) == labels)
      #expect(items.map(\.sortText) == items.map(\.sortText).sorted { $0 ?? "" < $1 ?? "" })
    }
  }

  @Test(
    "is offered in the front matter, for the whole file",
    arguments: [
      ("---\n|\n---\n# T\n", ["tolerance", "timeout", "output", "slow", "needs", "tags", "swift"]),
      ("---\nslow: true\nti|\n---\n# T\n", ["tolerance", "timeout", "output", "slow", "needs", "tags", "swift"]),
      ("---\ntimeout: |\n---\n# T\n", ["30s", "500ms", "2m"]), ("---\nswift: c|\n---\n# T\n", ["compile"]),
      ("--|-\nslow: true\n---\n# T\n", []), ("---\nslow: true\n--|-\n# T\n", []), ("---\n# a |\n---\n# T\n", []),
    ])
  func frontMatter(_ marked: String, _ labels: [String]) throws {
    let lesson = try MarkedLesson(marked)
    #expect(lesson.features.completions(at: lesson.place).map(\.label) == labels)
  }

  @Test(
    "replaces the word at the cursor, and no more",
    arguments: [
      ("```|", "output", "", "output"), ("```sw|ift", "swift-cell", "swift", "swift-cell"),
      ("``` swift c|e", "cell", "ce", "cell"),
      ("```swift-cell ti|", "timeout", "ti", "timeout="), ("```swift-cell id|=é\u{1F44B}", "id", "id", "id"),
      ("```swift-cell id=é\u{1F44B} hi|d slow", "hidden", "hid", "hidden"),
      ("```swift-cell th|", "throws", "th", "throws"),
      ("```swift-cell timeout=3|0", "2m", "30", "2m"), ("```swift-cell needs=a|b,c", "gpt2", "ab", "gpt2"),
      ("```swift-cell output=\"|x\" slow", "ignore", "x", "ignore"),
    ])
  func edits(_ marked: String, _ label: String, _ old: String, _ new: String) throws {
    let lesson = try MarkedLesson(Self.head + marked + "\nx\n```\n")
    let item = try #require(lesson.features.completions(at: lesson.place).first { $0.label == label })
    #expect(lesson.text(in: item.textEdit.range) == old && item.textEdit.newText == new)
  }

  @Test("is the id of a cell or a question in a link to it")
  func links() throws {
    let text = Self.head + "```question id=q\n[ ] a\n[ ] b\n```\n\n"
    for (marked, old) in [("See [this](#|).", ""), ("[a](#cell-|b) [c](x)", "cell-b"), ("é [\u{1F44B}](#ce|", "ce")] {
      let lesson = try MarkedLesson(text + marked + "\n")
      let items = lesson.features.completions(at: lesson.place)
      #expect(
        items.map(\.label) == ["cell-a", "cell-q"] && items.allSatisfy { lesson.text(in: $0.textEdit.range) == old })
    }
  }

  @Test(
    "is nothing in prose, in code, on a closing fence or outside the text",
    arguments: [
      "text |", "# Head|ing", "[a](#b) |", "[a](b|", "> ```|", "- ```sw|", "`|`", "```swift-cell id=b\n|\n```",
      "```swift-cell id=b\n](#|\n```", "```swift-cell id=b\n```|", "`|``swift-cell id=b\n```", "    ```|",
    ])
  func nothing(_ marked: String) throws {
    let lesson = try MarkedLesson(Self.head + marked + "\n")
    #expect(lesson.features.completions(at: lesson.place).isEmpty)
    for place in [(-1, 0), (0, -1), (0, 100), (1000, 0), (.max, .max), (.min, .min)] {
      let position = TextPosition(line: place.0, character: place.1)
      #expect(lesson.features.completions(at: position).isEmpty && lesson.features.hover(at: position) == nil)
    }
  }
}
