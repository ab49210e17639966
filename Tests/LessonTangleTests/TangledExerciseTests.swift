import LessonFormat
import Testing

@testable import LessonTangle

@Suite("A tangled exercise")
struct TangledExerciseTests {
  private static let file = "Lessons/04-test.md"

  /// A lesson in which each line of code is like no other.
  private static let text = """
    # T

    ```swift-cell id=before
    before1()
    before2()
    ```

    ```swift-cell id=first exercise
    import Starter
    starter1()
    starter2()
    ```

    ```swift-check
    import Check
    let awaited = await check1()
    check2()
    ```

    Prose.

    ```swift-check hidden
    hidden1()
    ```

    <details><summary>Solution</summary>

    ```swift-solution
    import Solution
    solution1()
      solution2()
    ```

    </details>

    ```swift-cell id=between
    between1()
    ```

    ```swift-cell id=second exercise
    ```

    ```swift-check
    last1()
    ```

    <details>

    ```swift-solution
    second1()
    ```

    </details>

    ```swift-cell id=after
    after1()
    after2()
    ```

    ```swift-cell id=scope file-scope
    scope1()
    ```
    """

  private func lesson(_ text: String = text) -> Lesson {
    let lesson = Lesson(parsing: Array(text.utf8), file: Self.file)
    #expect(lesson.renderedProblems == "" && lesson.codeProblems.isEmpty)
    return lesson
  }

  private static let answer = """
    # My answers

    Notes.

    ```swift-cell id=first
    import Answer
    answer1()
    answer2()
    ```
    """

  private func tangledAnswer(
    _ answer: String = answer, to id: String = "first", of text: String = text
  ) throws -> String {
    let lesson = lesson(text)
    let answers = Lesson(parsing: Array(answer.utf8), file: "Answers/04-test.md")
    let index = try #require(lesson.cells.firstIndex { $0.id == id })
    return try TangledAnswer(answers.cells[0], in: "Answers/04-test.md", to: index, of: lesson).source
  }

  @Test("Each of its lines is compiled as its own, wherever it stands", arguments: ["\n", "\r\n"])
  func lines(_ newline: String) throws {
    let lesson = lesson(Self.text.replacing("\n", with: newline))
    let compiled = CompiledLines(try TangledLesson(lesson).cellsSource)
    let counts = try compiled.countsOfLines(of: lesson)
    // Checks are there for the starter and for the solution.
    for (text, count) in counts { #expect(count == (["check", "hidden", "last"].contains(text) ? 2 : 1), "\(text)") }
    #expect(
      Set(counts.keys) == [
        "before", "starter", "check", "hidden", "solution", "between", "last", "second", "after", "scope",
      ])
  }

  @Test("Up to the first solution, the lines are where they are in the lesson")
  func physicalLines() throws {
    let source = try TangledLesson(lesson()).cellsSource
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let markdown = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in markdown.indices.prefix(32) where markdown[line].hasSuffix("()") && !markdown[line].contains("before") {
      #expect(lines[line] == markdown[line])
    }
  }

  @Test("Imports of every block are moved to file scope, at their own lines")
  func imports() throws {
    let source = try TangledLesson(lesson()).cellsSource
    let parts = source.split(separator: "static let compiled")
    #expect(!parts[0].contains("import S") && !parts[0].contains("import C"))
    let compiled = CompiledLines(source)
    for (text, line) in [("import Starter", 9), ("import Check", 15), ("import Solution", 29)] {
      let places = compiled.places(of: text)
      #expect(!places.isEmpty && places.allSatisfy { $0 == .init(file: Self.file, line: line) }, "\(text)")
    }
  }

  @Test("A starter is entered only to be tried, and a solution is in the scope of the cells after it")
  func scopes() throws {
    let source = try TangledLesson(lesson()).cellsSource
    let code = source.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
    let start = try #require(code.firstRange(of: "if try __lesson.tries(1) {")).lowerBound
    let end = try #require(code.firstRange(of: "try __lesson.next(2)")).lowerBound
    #expect(
      code[start..<end].split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }.joined(separator: "\n") == """
        if try __lesson.tries(1) { 
        starter1()
        starter2()
        func __end() {} 
        do { __lesson.beginCheck(isHidden: false); 
        let awaited = await check1()
        check2()
        func __end() {} }
        do { __lesson.beginCheck(isHidden: true); 
        hidden1()
        func __end() {} }; try __lesson.endTry() }
        try __lesson.next(1); do { 
        solution1()
          solution2()
        func __end() {} 
        do { __lesson.beginCheck(isHidden: false); 
        let awaited = await check1()
        check2()
        func __end() {} }
        do { __lesson.beginCheck(isHidden: true); 
        hidden1()
        func __end() {} }
        """)
    // A scope for each cell that is not at file scope.
    #expect(source.contains("try __lesson.finish()\n}}}}} }\n"))
  }

  @Test(
    "A check that awaits makes the lesson async, as any other block does",
    arguments: ["starter2", "hidden1", "second1"])
  func awaiting(_ place: String) throws {
    let text = Self.text.replacing("await ", with: "")
    #expect(try TangledLesson(lesson(text)).cellsSource.contains("body: .sync(body)"))
    let awaiting = text.replacing("\(place)()", with: "await \(place)()")
    #expect(try TangledLesson(lesson(awaiting)).cellsSource.contains("body: .async(body)"))
    #expect(try tangledAnswer(of: text).contains("body: .sync(body)"))
    #expect(try tangledAnswer(of: Self.text).contains("body: .async(body)"))
    #expect(
      try tangledAnswer(Self.answer.replacing("answer1", with: "await answer1"), of: text).contains(
        "body: .async(body)"))
  }

  @Test("An answer takes the place of the solution, at the lines of its own file")
  func answer() throws {
    let source = try tangledAnswer()
    let compiled = CompiledLines(source)
    for (text, line) in [("import Answer", 6), ("answer1();", 7), ("answer2()", 8)] {
      #expect(compiled.places(of: text) == [.init(file: "Answers/04-test.md", line: line)], "\(text)")
    }
    let counts = try compiled.countsOfLines(of: lesson())
    #expect(counts == ["before": 1, "check": 1, "hidden": 1])
    for absent in ["starter1", "solution1", "between1", "scope1", "tries"] { #expect(!source.contains(absent)) }
    #expect(source.contains("@_cdecl(\"lessons_answer\")"))
  }

  @Test("The solutions of earlier exercises stand before an answer, without their checks")
  func laterAnswer() throws {
    let source = try tangledAnswer(Self.answer.replacing("first", with: "second"), to: "second")
    let compiled = CompiledLines(source)
    let counts = try compiled.countsOfLines(of: lesson())
    #expect(counts == ["before": 1, "solution": 1, "between": 1, "last": 1])
    #expect(compiled.places(of: "answer2()") == [.init(file: "Answers/04-test.md", line: 8)])
  }

  @Test(
    "Blocks that are empty or leave a statement open don't change the others",
    arguments: ["", "let a =", "return", "a ?? //", "// no more", "#if os(Linux)\na\n#endif", "a\n\n"])
  func openStatements(_ code: String) throws {
    for (index, old) in ["starter2()", "check2()", "  solution2()", "hidden1()", "last1()", "second1()"].enumerated() {
      let text = Self.text.replacing(old, with: code)
      let compiled = CompiledLines(try TangledLesson(lesson(text)).cellsSource)
      _ = try compiled.countsOfLines(of: lesson(text))
      #expect(!compiled.places(of: "after2()").isEmpty, "\(index)")
    }
    let answer = Self.answer.replacing("answer2()", with: code)
    _ = try CompiledLines(try tangledAnswer(answer)).countsOfLines(of: lesson())
  }

  @Test(
    "The code of checks and solutions is looked at, too",
    arguments: [
      ("check2()", 17, "f(x"), ("hidden1()", 23, "\"abc"), ("  solution2()", 31, "}"),
      ("starter1()", 10, "__lesson.next(3)"),
    ])
  func problems(_ old: String, _ line: Int, _ code: String) {
    let text = Self.text.replacing(old, with: code)
    let lesson = Lesson(parsing: Array(text.utf8), file: Self.file)
    #expect(lesson.codeProblems.map(\.location.line) == [line])
    #expect(throws: LessonProblem.self) { try TangledLesson(lesson) }
  }

  @Test(
    "An answer cannot call `expect`, but may speak of it",
    arguments: [
      ("func expect() {}", "6:6"), ("  expect(true, \"\")", "6:3"), ("LessonRuntime.expect(true, \"\")", "6:15"),
      ("`expect`(true, \"\")", "6:1"), ("\"\\(expect(true, \"\"))\"", "6:1"), ("#\"\\#(\"\\(expect(1))\")\"#", "6:1"),
      ("f(x", "6:2"), ("__lesson.next(3)", "6:1"), ("\"\\(__lesson)\"", "6:1"),
      ("let expected = 1", nil), ("print(\"as I expect:\\n\")", nil), ("print(\"expect \\(x)\")", nil),
      ("// expect", nil),
      ("\"\"\"\n  expect \\(x)\n  \"\"\"", nil), ("#\"\\(expect)\"#", nil), ("\"\\(\"expect\")\"", nil),
      ("\"\\(unexpected)\"", nil),
      ("\"\\\\(expect)\"", nil),
    ] as [(String, String?)])
  func namesOfChecks(_ code: String, _ place: String?) throws {
    let answers = Lesson(parsing: Array("# A\n\n\n\n```swift-cell id=a\n\(code)\n```\n".utf8), file: "a.md")
    let problem = answers.cells[0].answerProblem
    #expect(problem.map { "\($0.location.line):\($0.location.column)" } == place)
    if place != nil, code.contains("expect") {
      #expect(problem?.message == "`expect` belongs to the exercise's check: choose another name")
    }
  }
}
