import LessonFormat
import Testing

@Suite("Parsing a lesson")
struct ParsingTests {
  @Test("splits the file into segments with their lines")
  func segments() {
    let lesson = parse(
      """
      ---
      timeout: 2s
      ---
      # A *title* with `code`

      Prose.

      ```swift-cell id=first tags=a,b
      let x = 1
      x
      ```

      Between.

      ```output
      1
      ```
      <details>

      ```output variant=other literal
      ...
      ```

      </details>
      """)
    #expect(lesson.renderedProblems == "")
    #expect(lesson.title == "A title with code")
    #expect(
      lesson.segments.map { "\($0.lines) \($0.kind)" } == [
        "1..<4 frontMatter", "4..<8 prose", "8..<12 cell(0)", "12..<15 prose", "15..<18 output(cell: 0, index: 0)",
        "18..<20 prose", "20..<23 output(cell: 0, index: 1)", "23..<25 prose",
      ])
    #expect(lesson.cells[0].code == "let x = 1\nx\n")
    #expect(lesson.cells[0].attributes.timeout == .seconds(2))
    #expect(lesson.cells[0].attributes.tags == ["a", "b"])
    #expect(lesson.cells[0].output(variant: nil)?.text == "1\n")
    #expect(lesson.cells[0].output(variant: "other")?.text == "...\n")
    #expect(lesson.cells[0].output(variant: "unheard-of")?.text == "1\n")
  }

  @Test("A cell's own attribute overrides the front matter")
  func frontMatter() {
    let lesson = parse(
      "---\ntolerance: 1e-3\nneeds: 'data'\nslow: true\n---\n# T\n```swift-cell id=a tolerance=0\n```\n")
    let attributes = lesson.cells[0].attributes
    #expect(attributes.tolerance == 0)
    #expect(attributes.needs == ["data"])
    #expect(attributes.isSlow)
  }

  @Test("Values are read from the raw line, with escapes and entities unchanged")
  func rawValues() {
    let lesson = parse("# T\n```swift-cell id=a throws=\"\\d &amp; \\\"x\\\" \\\\\" timeout=1.5s\n```\n")
    #expect(lesson.cells[0].attributes.expectedError == .message("\\d &amp; \"x\" \\"))
    #expect(lesson.cells[0].attributes.timeout == .milliseconds(1500))
  }

  @Test("The digest depends on what is compiled, not on newlines or on how outputs are compared")
  func digest() {
    let digest = { (text: String) in parse(text).cells[0].digest }
    let plain = digest("# T\n```swift-cell id=a\nlet x = 1\n```\n")
    #expect(digest("# T\r\n```swift-cell id=a tolerance=1\r\nlet x = 1\r\n```\r\n") == plain)
    #expect(digest("# T\n```swift-cell id=a\nlet x = 2\n```\n") != plain)
    #expect(digest("# T\n```swift-cell id=a file-scope\nlet x = 1\n```\n") != plain)
    #expect(digest("# T\n```swift-cell id=a throws\nlet x = 1\n```\n") != plain)
  }

  @Test("An indented fence's indentation is removed from the output, as in Markdown")
  func indentedOutput() {
    let lesson = parse("# T\n```swift-cell id=a\n```\n  ```output\n  one\n    two\n three\n  ```\n")
    #expect(lesson.cells[0].outputs[0].text == "one\n  two\nthree\n")
  }

  @Test("A comment sets what front matter does, also over several lines, and takes precedence over it")
  func settingsComment() {
    let lesson = parse(
      """
      ---
      timeout: 2s
      tolerance: 1
      ---
      # T
      Text
        <!--   lessons: timeout=5s
        tags=a,b   slow --> and more=text

      <!-- lessons:needs=x -->

      ```swift-cell id=a tolerance=0
      ```
      """)
    #expect(lesson.renderedProblems == "")
    let attributes = lesson.cells[0].attributes
    #expect(attributes.timeout == .seconds(5) && attributes.tolerance == 0 && attributes.isSlow)
    #expect(attributes.tags == ["a", "b"] && attributes.needs == ["x"])
    #expect(lesson.examples.isEmpty)
  }

  @Test(
    "What is no comment with settings is none",
    arguments: [
      "text <!-- lessons: slow -->", "<!-- lessons -->", "<!-- The lessons: slow -->",
      "```html\n<!-- lessons: slow -->\n```",
      "<div>\n<!-- lessons: slow -->\n</div>",
    ])
  func otherComments(_ text: String) {
    let lesson = parse("# T\n\n\(text)\n\n```swift-cell id=a\n```\n")
    #expect(lesson.renderedProblems == "" && lesson.cells.map(\.attributes.isSlow) == [false])
  }

  @Test(
    "Plain blocks are compiled if the file says so, also in a list",
    arguments: ["---\nswift: compile\n---\n# T\n", "# T\n<!-- lessons: swift=compile -->\n"])
  func examples(_ opening: String) {
    let lesson = parse(
      opening + """
        ```swift
        one()
        ```

        - item

          ~~~swift title=x
          two()
          ~~~

        ```Swift
        ```

        ```swift ignore
        three(...)
        ```

        ```swift-cell id=a
        ```

        ````markdown
        ```swift
        ```
        ````
        """)
    #expect(lesson.renderedProblems == "")
    #expect(lesson.examples.map(\.code) == ["one()\n", "  two()\n"])
    #expect(lesson.cells.count == 1)
  }

  @Test("The cells of a document are numbered, with those that have an id")
  func documentIDs() {
    let text = "```swift cell\n```\n\n```swift cell id=usage\n```\n\n```swift cell slow\n```\n"
    let document = Lesson(parsing: Array(text.utf8), file: "Docs/Getting Started.md", as: .document)
    #expect(document.renderedProblems == "")
    #expect(document.cells.map(\.id) == ["cell-1", "usage", "cell-3"] && document.name == "Getting Started")
  }

  private func parse(_ text: String) -> Lesson { Lesson(parsing: Array(text.utf8), file: "Lessons/a.md") }
}

@Suite("Lines of a source text")
struct SourceTextTests {
  @Test(
    "end with LF, CRLF or CR, and a byte-order mark is not part of the first",
    arguments: [
      ("a\nb\n", ["a", "b"]), ("a\r\nb", ["a", "b"]), ("a\rb\r", ["a", "b"]), ("\n\n", ["", ""]), ("", []),
      ("\u{FEFF}a\n", ["a"]), ("\u{FEFF}", [""]), ("\r\n\r", ["", ""]),
    ] as [(String, [String])])
  func lines(_ text: String, _ lines: [String]) {
    let source = SourceText(text)
    #expect((0..<source.lineCount).map { source.text(ofLine: $0 + 1) } == lines)
  }

  @Test("The location of a byte counts from 1")
  func locations() {
    let source = SourceText("ab\r\ncd")
    #expect(
      [0, 1, 4, 5].map { source.location(ofByte: $0) } == [
        SourceLocation(line: 1), SourceLocation(line: 1, column: 2), SourceLocation(line: 2),
        SourceLocation(line: 2, column: 2),
      ])
  }
}

@Suite("A suggestion")
struct SuggestionTests {
  @Test(
    "is the nearest word, if one is near enough",
    arguments: [
      ("tolerence", "tolerance"), ("timout", "timeout"), ("04", "04-self-attention"), ("idd", "id"), ("zzz", nil),
      ("x", nil),
      ("thorws", "throws"), ("", nil),
    ] as [(String, String?)])
  func nearest(_ word: String, _ expected: String?) {
    let words = ["id", "tolerance", "timeout", "throws", "tags", "04-self-attention"]
    #expect(Suggestion.nearest(to: word, among: words) == (word == "04" ? nil : expected))
  }

  @Test(
    "An underlined heading ends with its underline",
    arguments: [
      ("Two\n===\nText", "Two", 3), ("Two\nlines\n---\n\nText", "Two lines", 4), ("Two\n=", "Two", 3),
      ("Two\n---\n- item", "Two", 3), ("Two\n--- \n---", "Two", 3), ("# One\n---", "One", 2),
    ])
  func underlinedHeading(_ text: String, _ title: String, _ end: Int) {
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
    #expect(lesson.headings.map(\.text) == [title] && lesson.headings.map(\.lines) == [1..<end])
  }
}
