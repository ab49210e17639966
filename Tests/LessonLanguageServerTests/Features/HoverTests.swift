import Testing

@testable import LessonLanguageServer

@Suite("A word on the line that opens a block")
struct HoverTests {
  @Test(
    "is explained",
    arguments: [
      (
        "```swi|ft-cell id=a", "swift-cell",
        "`swift-cell`: Swift code that is compiled and run; the cells after it see what it declares."
      ),
      (
        "``` swift ce|ll", "swift cell",
        "`swift-cell`: Swift code that is compiled and run; the cells after it see what it declares."
      ),
      ("```|output", "output", "`output`: What the cell before it must print."),
      (
        "```swift-cell id=é\u{1F44B} timeo|ut=3s slow", "timeout=3s",
        "`timeout=30s`: how long the cell may run; 60 s without it."
      ),
      (
        "```swift-cell throws=\"a |b\"", "throws=\"a b\"",
        "`throws`, `throws=\"part\"`: the cell must end with an error whose description contains the part; the description is printed."
      ),
      ("```swift-check hid|den", "hidden", "`hidden`: the check is made, but its code is not shown."),
      ("---\ntime|out: 3s\n---", "timeout: 3s", "`timeout=30s`: how long the cell may run; 60 s without it."),
    ])
  func explained(_ marked: String, _ word: String, _ text: String) throws {
    for newline in ["\n", "\r\n"] {
      let lesson = try MarkedLesson(marked + "\nx\n```\n", newline: newline)
      let hover = try #require(lesson.features.hover(at: lesson.place))
      #expect(lesson.text(in: hover.range) == word && hover.contents.value == text)
    }
  }

  @Test(
    "is not explained if it means nothing here",
    arguments: [
      "```text swift-ce|ll", "```swift-cell co|lour=red", "```swift-cell| id=a", "`|``swift-cell",
      "```swift-cell\nswift-ce|ll",
      "hid|den", "> ```out|put",
    ])
  func unknown(_ marked: String) throws {
    let lesson = try MarkedLesson(marked + "\nx\n```\n")
    #expect(lesson.features.hover(at: lesson.place) == nil)
  }
}
