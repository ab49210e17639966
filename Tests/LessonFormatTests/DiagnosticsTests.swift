import LessonFormat
import Testing

/// A lesson with a 👉 at each location where a problem should be reported, and the messages in that order.
struct DiagnosticsCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var markdown: String
  var messages: [String]
  var file = "Lessons/04-test.md"
  var form: Lesson.Form

  init(
    _ description: String, _ markdown: String, _ messages: String..., file: String = "Lessons/04-test.md",
    form: Lesson.Form = .lesson
  ) {
    testDescription = description
    self.markdown = markdown
    self.messages = messages
    self.file = file
    self.form = form
  }

  /// The text without the 👉 marks, and the locations of the marks.
  var source: (text: String, locations: [LessonFormat.SourceLocation]) {
    var (text, locations): (String, [LessonFormat.SourceLocation]) = ("", [])
    for scalar in markdown.unicodeScalars {
      if scalar == "👉" {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        locations.append(LessonFormat.SourceLocation(line: lines.count, column: (lines.last?.utf8.count ?? 0) + 1))
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return (text, locations)
  }
}

private let cell = "```swift-cell id=a\nlet x = 1\n```\n"

private let fileCases = [
  DiagnosticsCase("an empty file", "👉", "the file is empty"),
  DiagnosticsCase("a file of only whitespace", "👉 \n\n\t\n", "the file is empty"),
  DiagnosticsCase("a NUL byte", "# T\n\nab👉\u{0}c\n", "the file contains a NUL byte"),
  DiagnosticsCase("a name with a space", "👉# T\n", "a lesson cannot be named 'My lesson'", file: "My lesson.md"),
  DiagnosticsCase(
    "the marks of a merge, of which all else follows",
    "# T\n\n👉<<<<<<< HEAD\n```swift-cell id=a\n=======\n```swift-cel id=b\n>>>>>>> theirs\n```\n",
    "a merge has left two versions of these lines, down to line 7"),
  DiagnosticsCase(
    "the marks of a merge in an example", "# T\n\n```text\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n```\n"),
  DiagnosticsCase("no title", "👉Text\n\n```swift-cell id=a\n```\n", "the lesson has no title"),
  DiagnosticsCase("a title below the first cell", "👉\(cell)\n# T\n", "the lesson has no title"),
  DiagnosticsCase(
    "too many cells",
    "# T\n" + (0..<60).map { "```swift-cell id=c\($0)\n```\n" }.joined() + "👉```swift-cell id=last\n```\n",
    "this is cell 61, but a lesson can have at most 60"),
]

private let fenceCases = [
  DiagnosticsCase(
    "an unclosed cell", "# T\n\n👉```swift-cell id=a\nlet x = 1\n", "the `swift-cell` block is never closed"),
  DiagnosticsCase("an unclosed output", "# T\n\(cell)\n👉```output\n1\n", "the `output` block is never closed"),
  DiagnosticsCase("a closing fence that is too short", "# T\n👉````swift-cell id=a\n```\n", "never closed"),
  DiagnosticsCase(
    "a backtick in the info string", "# T\n\n👉```swift-cell id=a throws=\"`x`\"\nText\n", "a backtick follows it"),
  DiagnosticsCase(
    "a cell indented by four", "# T\n\nText\n\n    👉```swift-cell id=a\n    ```\n", "indented by four or more spaces"),
  DiagnosticsCase(
    "a cell in an HTML block", "# T\n\n<details>\n👉```swift-cell id=a\n```\n</details>\n", "inside an HTML block"),
  DiagnosticsCase("a cell in a list", "# T\n\n- item\n\n  ```👉swift-cell id=a\n  ```\n", "cannot be inside a list"),
  DiagnosticsCase("a cell in a quote", "# T\n\n> ```👉swift-cell id=a\n> ```\n", "cannot be inside a quote"),
  // Found by the fuzzer: none of its words can be parsed.
  DiagnosticsCase(
    "a misspelt cell with a stray quote in a quote", "# T\n\n> ```👉swift-cel=\"x\n> ```\n", "cannot be inside a quote"),
  DiagnosticsCase(
    "an output in a quote", "# T\n\(cell)\n> ```👉output\n> 1\n> ```\n", "the `output` block cannot be inside a quote"),
  DiagnosticsCase(
    "a misspelt cell", "# T\n\n```👉swift-cel id=a\n```\n", "unknown block `swift-cel`: did you mean `swift-cell`?"),
  DiagnosticsCase("a cell in braces", "# T\n\n```👉{swift-cell} id=a\n```\n", "did you mean `swift-cell`?"),
  DiagnosticsCase("a misspelt cell of two words", "# T\n\n```👉swift cel id=a\n```\n", "did you mean `swift cell`?"),
  DiagnosticsCase("a misspelt output", "# T\n\(cell)\n```👉outptu\n1\n```\n", "did you mean `output`?"),
  DiagnosticsCase("a swift block with an id", "# T\n\n```👉swift id=a\n```\n", "a `swift` block with an id is not run"),
  DiagnosticsCase(
    "a cell with a comma", "# T\n\n```👉swift-cell,id=a\n```\n",
    "unknown block `swift-cell,id`: did you mean `swift-cell`?"),
  DiagnosticsCase("a cell with a value", "# T\n\n```👉swift-cell=x id=a\n```\n", "did you mean `swift-cell`?"),
  DiagnosticsCase("a cell with a quote", "# T\n\n```👉swift-cell\"x\" id=a\n```\n", "did you mean `swift-cell`?"),
  DiagnosticsCase("a cell in capitals", "# T\n\n```👉Swift cell id=a\n```\n", "did you mean `swift cell`?"),
  DiagnosticsCase(
    "an output of a misspelt cell", "# T\n\(cell)\n```output\n```\n\n```👉swift-cel id=b\n```\n\n```output\n```\n",
    "did you mean"),
  DiagnosticsCase(
    "another block that is not closed", "# T\n\n👉```text\n\n```swift-cell id=a\n", "the `text` block is never closed"),
  DiagnosticsCase(
    "an output inside a cell", "# T\n\n```swift-cell id=a\nx\n\n👉```output\n1\n```\n",
    "this `output` fence is inside another block"),
  DiagnosticsCase(
    "an unclosed comment that hides a cell", "# T\n\n👉<!--\n\(cell)", "this comment is never closed and hides the cells"
  ),
  DiagnosticsCase(
    "an output in an HTML block", "# T\n\(cell)\n<details>\n👉```output variant=v\n```\n</details>\n",
    "inside an HTML block"),
  DiagnosticsCase(
    "a fence indented below a paragraph", "# T\n\nText\n    👉```swift-cell id=a\n", "indented by four or more spaces"),
  DiagnosticsCase("an output without a cell", "# T\n\n```👉output\n1\n```\n", "does not follow a cell"),
  DiagnosticsCase(
    "an output after another block", "# T\n\(cell)\n```text\n```\n\n```👉output\n1\n```\n", "does not follow a cell"),
  DiagnosticsCase(
    "two outputs", "# T\n\(cell)\n```output\n1\n```\n\n```👉output\n2\n```\n", "already has an output, on line 6"),
  DiagnosticsCase(
    "two outputs of one variant", "# T\n\(cell)\n```output variant=v\n```\n\n```👉output variant=v\n```\n",
    "already has an output for the variant 'v', on line 6"),
  DiagnosticsCase(
    "an output of a cell at file scope", "# T\n```swift-cell id=a file-scope\n```\n\n```👉output\n```\n",
    "a `file-scope` cell prints nothing"),
]

private let attributeCases = [
  DiagnosticsCase(
    "an unknown attribute", "# T\n```swift-cell id=a 👉tolerence=1\n```\n",
    "unknown attribute 'tolerence': did you mean `tolerance`?"),
  DiagnosticsCase(
    "an attribute unlike any", "# T\n```swift-cell id=a 👉colour=1\n```\n",
    "unknown attribute 'colour': a cell takes id, tolerance"),
  DiagnosticsCase(
    "an unknown attribute of an output", "# T\n\(cell)\n```output 👉litteral\n```\n", "did you mean `literal`?"),
  DiagnosticsCase("a repeated attribute", "# T\n```swift-cell id=a slow 👉slow\n```\n", "'slow' is given twice"),
  DiagnosticsCase("an empty value", "# T\n```swift-cell 👉id=\n```\n", "'id' has an empty value"),
  DiagnosticsCase(
    "an empty quoted value", "# T\n```swift-cell id=a 👉throws=\"\"\n```\n", "'throws' has an empty value"),
  DiagnosticsCase("a flag with a value", "# T\n```swift-cell id=a hidden=👉yes\n```\n", "'hidden' takes no value"),
  DiagnosticsCase("a missing value", "# T\n```swift-cell id=a 👉tolerance\n```\n", "'tolerance' needs a value"),
  DiagnosticsCase(
    "a bad tolerance", "# T\n```swift-cell id=a tolerance=👉-1\n```\n", "'-1' is not a valid value for 'tolerance'"),
  DiagnosticsCase(
    "a bad timeout", "# T\n```swift-cell id=a timeout=👉30\n```\n", "'30' is not a valid value for 'timeout'"),
  DiagnosticsCase(
    "a bad output", "# T\n```swift-cell id=a output=👉none\n```\n",
    "'none' is not a valid value for 'output', which takes `ignore`"),
  DiagnosticsCase("a bad id", "# T\n```swift-cell id=👉First_Head\n```\n", "'First_Head' is not a valid value for 'id'"),
  DiagnosticsCase("bad tags", "# T\n```swift-cell id=a tags=👉a,,b\n```\n", "'a,,b' is not a valid value for 'tags'"),
  DiagnosticsCase("a stray quote", "# T\n```swift-cell id=a 👉x\"y\n```\n", "cannot read `x\"y`"),
  DiagnosticsCase("an unclosed quote", "# T\n```swift-cell id=a 👉throws=\"abc\n```\n", "cannot read `throws=\"abc`"),
  DiagnosticsCase("no id", "# T\n```👉swift-cell\n```\n", "a cell needs an id"),
  DiagnosticsCase(
    "a repeated id", "# T\n\(cell)\n```swift-cell 👉id=a\n```\n", "the id 'a' is already used on line 2: choose another"),
  DiagnosticsCase(
    "a bad variant", "# T\n\(cell)\n```output variant=👉A\n```\n", "'A' is not a valid value for 'variant'"),
  DiagnosticsCase(
    "several problems at once", "# T\n```swift-cell 👉idd=a 👉hiden\n```\n\n```output\n```\n\n```👉outptu\n```\n",
    "'idd': did you mean `id`?", "did you mean `hidden`?", "did you mean `output`?"),
]

private let frontMatterCases = [
  DiagnosticsCase("an unclosed front matter", "👉---\ntimeout: 3s\n\n# T\n", "the front matter is never closed"),
  DiagnosticsCase("an unknown key", "---\n👉timeot: 3s\n---\n# T\n", "did you mean `timeout`?"),
  DiagnosticsCase(
    "a key for cells only", "---\n👉id: a\n---\n# T\n", "unknown attribute 'id': the front matter takes tolerance"),
  DiagnosticsCase(
    "a line that is not a pair", "---\n👉timeout 3s\n---\n# T\n", "cannot read `timeout 3s` in the front matter"),
  DiagnosticsCase("a bad value", "---\ntimeout: 👉soon\n---\n# T\n", "'soon' is not a valid value for 'timeout'"),
]

private let limitCases = [
  DiagnosticsCase(
    "too deep a quote", "# T\n\n" + String(repeating: "> ", count: 100) + "👉> a\n",
    "this quote or list is nested more than 100 levels deep"),
  DiagnosticsCase(
    "too deep a list", "# T\n\n" + String(repeating: " ", count: 196) + "- - 👉- a\n", "nested more than 100 levels deep"
  ),
  DiagnosticsCase(
    "too much markup in a paragraph", "# T\n\na\n" + String(repeating: "*", count: 4000) + "👉[a\n",
    "this paragraph has more than 4000 special characters"),
  DiagnosticsCase(
    "too much markup", "# T\n\n" + String(repeating: "*a*\n\n", count: 10_000) + "👉`a`\n",
    "the text has more than 20000 special characters"),
  DiagnosticsCase(
    "too many cells of tables",
    "# T\n\n" + String(repeating: "|a", count: 999) + "\n" + String(repeating: "|\n", count: 99) + "👉|\n",
    "the tables have more than 100000 cells"),
  DiagnosticsCase(
    "too long a definition",
    "# T\n\n" + String(repeating: "[r] ", count: 1000) + "\n\n👉[r]: /" + String(repeating: "u", count: 20_000) + "\n",
    "with this long definition, the links would take more than 20000000 bytes"),
]

@Suite("The problems of a lesson file")
struct DiagnosticsTests {
  @Test(
    "are all reported, each at its location",
    arguments: fileCases + fenceCases + attributeCases + frontMatterCases + settingsCases + exerciseCases
      + questionCases + limitCases
  )
  func locations(_ test: DiagnosticsCase) {
    let (text, locations) = test.source
    let lesson = Lesson(parsing: Array(text.utf8), file: test.file, as: test.form)
    // A cell without an id is the second problem of the case with several.
    let expectsMissingID = test.messages.contains { $0.contains("needs an id") }
    let problems = lesson.problems.filter { problem in
      if case .missingID = problem.kind { expectsMissingID } else { true }
    }
    #expect(problems.map(\.location) == locations)
    for (problem, message) in zip(problems, test.messages) where !message.isEmpty {
      #expect(problem.message.contains(message))
    }
  }

  @Test(
    "A byte that is not UTF-8 is found",
    arguments: [
      ([0xFF], 5), ([0xC3], 5), ([0xE2, 0x82], 5), ([0xED, 0xA0, 0x80], 5), ([0xF4, 0x90, 0x80, 0x80], 5),
      ([0xC3, 0xA9, 0x80], 7),
    ] as [([UInt8], Int)])
  func invalidUTF8(_ bytes: [UInt8], _ column: Int) {
    let lesson = Lesson(parsing: Array("# T ".utf8) + bytes + Array(" x\n".utf8), file: "a.md")
    #expect(lesson.problems == [LessonProblem(.notUTF8, at: LessonFormat.SourceLocation(line: 1, column: column))])
  }

  @Test(
    "A folder or a missing file is reported as a problem",
    arguments: [("/", "it is not a regular file"), ("/no/such.md", "No such file")])
  func unreadable(_ path: String, _ reason: String) {
    let problem = Lesson(reading: path, file: "a.md").problems.first
    #expect(problem?.message.contains(reason) == true)
  }

  @Test("A byte-order mark does not shift anything, not even a fence on the first line")
  func byteOrderMark() {
    let lesson = Lesson(parsing: Array("\u{FEFF}```swift-cell id=a\n1\n```\n".utf8), file: "a.md")
    #expect(lesson.cells.map(\.id) == ["a"])
    #expect(lesson.problems.map(\.kind) == [.noTitle])
  }

  @Test("A problem is printed in the format of compilers")
  func rendering() {
    let lesson = Lesson(parsing: Array("# T\n\n```swift-cell id=a\ttimeot=3s\n```\n".utf8), file: "Lessons/a.md")
    #expect(
      lesson.renderedProblems == """
        Lessons/a.md:3:20: error: unknown attribute 'timeot': did you mean `timeout`?
        ```swift-cell id=a\ttimeot=3s
                          \t^

        """)
  }

  @Test(
    "What only looks like a problem is not reported",
    arguments: [
      "# T\n\n<!--\n```swift-cell id=a\n```\n-->\n",
      "# T\n\n````markdown\n```swift-cell nonsense\n```\n````\n",
      "# T\n\n```swift\nlet x = 1\n```\n",
      "# T\n\n```text\n```\n\n```input\n```\n",
      "---\n\n# T\n",
      "# T\n\n <!-- \n```swift-cell id=a\n```\n-->\n",
      "---\nslow: false\n---\n# T\n",
      "# T\n\n````swift-cell id=a\nlet s = \"\"\"\n```output\n```\n\"\"\"\n````\n",
      "T\n=\n\n~~~ swift-cell   id=a  throws=\"`tick` and \\\"quote\\\"\"\n~~~\n",
      "\u{FEFF}# T\n   ```swift-cell id=a\n   let x = 1\n   ```\n",
    ])
  func noProblem(_ markdown: String) {
    #expect(Lesson(parsing: Array(markdown.utf8), file: "a.md").renderedProblems == "")
  }
}
