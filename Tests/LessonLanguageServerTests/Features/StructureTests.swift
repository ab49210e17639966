import LessonFormat
import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("The structure of a lesson in an editor")
struct StructureTests {
  private static let text = """
    ---
    slow: true
    ---
    # Title

    ```swift-cell id=first
    1
    ```

    ```output
    1
    ```

    ## Part *one*

    ### Deeper

    ```swift-cell id=task exercise
    ```

    ```swift-check
    expect(1)
    ```

    <details><summary>Hint</summary>

    Look.

    </details>

    <details><summary>Solution</summary>

    ```swift-solution
    2
    ```

    </details>

    Part two
    --------

    ```question id=why
    [ ] a
    [ ] b
    ```

    ```swift-cell id=scope file-scope
    ```

    ```swift-cell id=ignored output=ignore
    ```
    """

  private static let features = LessonFeatures(Lesson(parsing: Array(text.utf8), file: "Lessons/04-test.md"))

  /// A symbol and what is below it, a line each.
  private static func outline(_ symbol: DocumentSymbol, _ indent: String = "") -> [String] {
    let range = symbol.range
    return ["\(indent)\(symbol.name) \(symbol.detail ?? "-") \(range.start.line)-\(range.end.line)"]
      + symbol.children.flatMap { outline($0, indent + "  ") }
  }

  @Test("has the cells below their headings, and headings below those that contain them")
  func symbols() {
    #expect(
      Self.features.symbols.flatMap { Self.outline($0) } == [
        "Title - 3-50", "  first cell 5-7", "  Part one - 13-37", "    Deeper - 15-37", "      task exercise 17-18",
        "  Part two - 38-50", "    why question 41-44", "    scope cell 46-47", "    ignored cell 49-50",
      ])
    func check(_ symbol: DocumentSymbol) {
      #expect(!symbol.name.isEmpty && symbol.range.start <= symbol.selectionRange.start)
      #expect(symbol.selectionRange.end <= symbol.range.end)
      for child in symbol.children {
        #expect(symbol.range.start <= child.range.start && child.range.end <= symbol.range.end)
        check(child)
      }
    }
    Self.features.symbols.forEach(check)
  }

  @Test("has a name for each symbol, whatever the lesson's state")
  func namelessSymbols() {
    let lesson = Lesson(parsing: Array("#\n```swift-cell\n```\n\n#### Deep\n## Less\n".utf8), file: "a.md")
    let outline = LessonFeatures(lesson).symbols.flatMap { Self.outline($0) }
    #expect(outline == ["(heading) - 0-5", "  (cell) cell 1-2", "  Deep - 4-4", "  Less - 5-5"])
    #expect(LessonFeatures(Lesson(parsing: [], file: "a.md")).symbols.isEmpty)
  }

  @Test("folds blocks, what pages fold, the front matter and the sections of headings")
  func folds() {
    let folds = Self.features.folds.map { "\($0.startLine)-\($0.endLine)\($0.kind == nil ? " section" : "")" }
    #expect(
      folds == [
        "0-2", "3-50 section", "5-7", "9-11", "13-36 section", "15-36 section", "17-18", "20-22", "24-28", "30-36",
        "39-50 section", "41-44", "46-47", "49-50",
      ])
  }

  @Test("has the commands of each cell that runs above it")
  func lenses() {
    let lenses = Self.features.lenses(uri: "file:///a.md").map {
      "\($0.range.start.line) \($0.command.title) \($0.command.command.dropFirst(8)) \($0.command.arguments.joined(separator: " "))"
    }
    #expect(
      lenses == [
        "5 run this cell runCell file:///a.md first", "5 run to here runToHere file:///a.md first",
        "5 record this cell recordCell file:///a.md first", "17 check the solution runCell file:///a.md task",
        "17 run to here runToHere file:///a.md task", "49 run this cell runCell file:///a.md ignored",
        "49 run to here runToHere file:///a.md ignored",
      ])
  }

  @Test("has no commands for cells that no command can name")
  func unnamed() {
    let text = "# T\n```swift-cell\n```\n```swift-cell id=a\n```\n```swift-cell id=a\n```\n"
    #expect(LessonFeatures(Lesson(parsing: Array(text.utf8), file: "a.md")).lenses(uri: "a").isEmpty)
    #expect(LessonFeatures(Lesson(parsing: Array(text.utf8), file: "a.md", as: .document)).lenses(uri: "a").count == 3)
  }
}
