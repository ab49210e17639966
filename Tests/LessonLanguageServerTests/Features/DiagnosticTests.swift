import LessonFormat
import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("The problems of a lesson in an editor")
struct DiagnosticTests {
  @Test(
    "cover the words that are wrong",
    arguments: [
      ("```swift-cell id=a colour=red slow\nx\n```", "colour=red", "unknownAttribute"),
      ("```swift-cell id=a throws=\"b c\n```", "throws=\"b c", "malformedAttribute"),
      ("```swift-cell id=a timeout=never slow\n```", "never", "badValue"),
      ("```swift-cell slow\n```", "swift-cell", "missingID"),
      ("```swift-cell id=a id=b\n```", "id=b", "repeatedAttribute"),
      ("```swift-cel id=a\n```", "swift-cel", "unknownFenceWord"),
      ("```swift-cell id=a\n  f(x\n```", "(", "unclosedBracket"),
      ("```swift-cell id=a\n\"é\u{1F44B}\"; }\n```", "}", "unopenedBracket"),
      ("```swift-cell id=a\nlet \u{1F44B} = \"abc d  \n```", "\"abc d", "unclosedString"),
      ("```swift-cell id=a\n/* abc\n```", "/*", "unclosedCodeComment"),
      ("```swift-cell id=a\n#if os(Linux)\n```", "#if", "unclosedCondition"),
      ("```swift-cell id=a\n #endif\n```", "#endif", "unopenedDirective"),
      ("```swift-cell id=a\n#/a\n```", "#/a", "unclosedRegex"),
      ("```swift-cell id=a\n__lessonX.y\n```", "__lessonX", "reservedName"),
      ("```output\n```", "output", "outputWithoutCell"),
      ("```swift-cell id=a\nx", "```swift-cell", "unclosedFence"), ("> ```output\n", "output", "fenceInContainer"),
    ])
  func ranges(_ text: String, _ words: String, _ code: String) throws {
    for newline in ["\n", "\r\n"] {
      let lesson = try MarkedLesson("# T\n\n" + text + "\n", newline: newline)
      let found = lesson.features.diagnostics
      #expect(found.map(\.code) == [code])
      #expect(found.map { lesson.text(in: $0.range) } == [words])
      #expect(found.allSatisfy { $0.severity == 1 && $0.source == "lessons" })
    }
  }

  @Test("are those of `lessons lint`, with its words")
  func lint() throws {
    let features = try MarkedLesson("text\n```swift-cell hiden\n}\n```\n").features
    #expect(features.diagnostics.map(\.message) == features.lesson.allProblems.map(\.message))
    #expect(features.diagnostics.contains { $0.message == "unknown attribute 'hiden': did you mean `hidden`?" })
    #expect(features.diagnostics.map(\.range.start) == features.diagnostics.map(\.range.start).sorted())
  }

  @Test(
    "have places in any text",
    arguments: ["", "\n", "\u{FEFF}", "\u{0}", "# T\n\n\u{0}x", "---\na\n---", "\r\r\r```swift-cell"])
  func places(_ text: String) {
    let lesson = Lesson(parsing: Array(text.utf8) + [0xFF], file: "a.md")
    for found in LessonFeatures(lesson).diagnostics { #expect(found.range.start <= found.range.end) }
    #expect(LessonFeatures(Lesson(parsing: [], file: "a.md")).diagnostics.map(\.code) == ["emptyFile"])
  }
}
