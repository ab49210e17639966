import LessonFormat
import LessonTangle
import Testing

@Suite("A lesson that is being edited")
struct EditedLessonTests {
  private func edited(_ text: String, as form: Lesson.Form = .lesson) -> (lesson: Lesson, edited: EditedLesson) {
    let lesson = Lesson(parsing: Array(text.utf8), file: "Lessons/04-test.md", as: form)
    return (lesson, EditedLesson(lesson))
  }

  private func lines(_ source: String) -> [String] {
    source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("is Swift whose line N is line N of the lesson, with imports on line 1 and no other names of lines")
  func layout() {
    let (_, edited) = edited(
      """
      # T

      ```swift-cell id=a
      import A; import B
      let x = 1
      x
      ```

      ```swift-cell id=b file-scope
      extension Int {}
      ```

      ```swift-cell id=c throws
      try f()
      ```
      """)
    let lines = lines(edited.source)
    #expect(lines[0] == "import A; import B; ")
    #expect(lines[1].hasPrefix("import LessonRuntime; nonisolated enum Lesson_04_test {"))
    #expect(
      lines[2...6] == ["try __lesson.next(0); do { ", "                  ", "let x = 1; __lesson.show(", "x", ")"])
    #expect(lines[7...11].allSatisfy { $0.isEmpty })
    let throwing = "do { try __lesson.next(2); __lesson.show(\ntry f()\n)} catch { try __lesson.caught(error) }"
    #expect(lines[12...14].joined(separator: "\n") == throwing)
    #expect(edited.source.hasSuffix("\n}\nextension Int {}\n"))
    #expect(!edited.source.contains("#sourceLocation"))
  }

  @Test("has a check twice, in the scope of the starter and in that of the solution")
  func checks() {
    let (lesson, edited) = edited(
      """
      # T

      ```swift-cell id=a exercise
      starter()
      ```

      ```swift-check
      import C
      check()
      ```

      ```swift-solution
      solution()
      ```

      ```swift-cell id=b
      after()
      ```
      """)
    let lines = lines(edited.source)
    #expect(lines[8] == "check()" && lines[9] == "func __end() {} }; try __lesson.endTry() }")
    #expect(
      edited.source.contains(
        "try __lesson.finish()\n}\ndo { __lesson.beginCheck(isHidden: false); \n        \ncheck()\nfunc __end() {} }} }\n"
      ))
    let places = Places(of: "check()", in: edited.source)
    #expect(places.all.count == 2)
    #expect(edited.map.generated(TextPosition(line: 8, character: 2)) == TextPosition(line: 8, character: 2))
    for place in places.all { #expect(edited.map.lesson(place) == TextPosition(line: 8, character: 0)) }
    #expect(lesson.cells.count == 2)
  }

  @Test(
    "closes what a cell leaves open, leaves out what closes nothing, and has the other cells as they were",
    arguments: [
      ("f(", "f(", "); "), ("if a {\n  b(", "if a {\n  b(", ")}; "), ("x = [1,", "x = [1,", "]; "),
      ("}", " ", ""), ("a) ]b", "a   b", ""), ("f(x }", "f(x  ", "); "), ("f { g(x }", "f { g(x) }", ""),
      ("let s = \"abc", "let s = \"abc\"", ""), ("f(\"a\\", "f(\"a\\ \"", "); "), ("#\"a", "#\"a\"#", ""),
      ("f(\"a \\(x.", "f(\"a \\(x.)\"", "); "), ("\"\\(f(\"a", "\"\\(f(\"a\"))\"", ""),
      ("\"\\(x // y", "\"\\(x     )\"", ""), ("\"\\(x//) b\"\ny", "\"\\(x      )\"\ny", ""),
      ("\"\\(x/*) b\"\ny", "\"\\(x      )\"\ny", ""),
      ("\"\\(x\n#endif\n)\"", "\"\\(x)\"\n      \n \"\"", ""), ("\"\\(\"\"\"x)\"", "\"\\(      )\"", ""),
      ("let s = \"\"\"\n  a", "let s = \"\"\"\n  a", "\"\"\"; "), ("##\"\"\"\na", "##\"\"\"\na", "\"\"\"##; "),
      ("f(\"\"\"\n \\(x\n \"\"\")", "f(\"\"\"\n \\(x)\n \"\"\")", ""),
      ("f {\n/* a /* b */", "f {\n/* a /* b */", "*/}; "), ("/* a", "/* a", "*/ "),
      ("#if os(Linux)\nx", "             \nx", ""), ("#if a\n#if b\n#endif\nx", "     \n#if b\n#endif\nx", ""),
      ("#if os(\nf(\n#endif", "#if os()\nf()\n#endif", ""), ("x\n#else\ny", "x\n     \ny", ""),
      ("f {\n#if a\n}", "f {\n     \n}", ""),
      ("#if a\nf {\n#else // c\ng {\n#endif\n}", "#if a\nf {}\n#else // c\ng {}\n#endif\n ", ""),
      ("#endif a(", "         ", ""), ("#/a(", "#/a(/#", ""), ("#/\na(", "#/\na(", "/#; "), ("`a(", "`a(", "); "),
      ("import A(", "import A(", "); "), ("@main struct A {", "      struct A {", "}; "),
      ("\u{1F44B}(", "\u{1F44B}(", "); "), ("#if é\nx", "     \nx", ""),
    ])
  func mending(_ code: String, _ mended: String, _ closers: String) {
    func text(_ code: String) -> String {
      "# T\n\n```swift-cell id=a\nbefore()\n```\n\n```swift-cell id=b\n\(code)\n```\n\n```swift-cell id=c\nafter()\n```\n"
    }
    let (lesson, broken) = edited(text(code))
    let (_, whole) = edited(
      text(code.split(separator: "\n", omittingEmptySubsequences: false).map { _ in "" }.joined(separator: "\n")))
    #expect(!lesson.codeProblems.isEmpty)
    let (brokenLines, wholeLines) = (lines(broken.source), lines(whole.source))
    let count = lines(code).count
    #expect(brokenLines[7..<7 + count].joined(separator: "\n") == mended)
    #expect(brokenLines[7 + count] == closers + "func __end() {} ")
    #expect(brokenLines[..<7].elementsEqual(wholeLines[..<7]))
    #expect(brokenLines[(8 + count)...].elementsEqual(wholeLines[(8 + count)...]))
  }

  @Test(
    "has a source whatever is wrong with the lesson",
    arguments: [
      ("", 0), ("\n", 0), ("text", 0), ("```swift-cell", 0), ("```swift-cell id=a\nx", 1),
      ("# T\n```swift-cell id=a\nx\n\n", 1),
      ("```swift-cell\nx\n```\n```swift-cell colour=red id=\nx\n```", 2),
      ("# T\n```swift-cell id=a\nx\n```\n```swift-cell id=a\nx\n```", 2),
      ("# T\n```swift-cell id=a exercise\nx\n```", 1),
      ("# T\n```swift-cell id=a exercise file-scope\nx\n```\n```swift-solution\nx\n```\n```swift-check\nx", 3),
      ("# T\n```swift-cell id=a exercise\nx\n```\n```swift-check\nx\n```\n```swift-check\nx\n```", 3),
      ("<!-- lessons: swift=compile -->\n- a\n  ```swift\n  x\n```swift-cell id=b\nx\n```", 2),
      ("\u{FEFF}# T\r\n```swift-cell id=a\r\nx\u{0}\r\n```\r\n", 1), ("# T\r```swift-cell id=a\rx\r```\r", 1),
    ])
  func problems(_ text: String, _ blocks: Int) throws {
    let (lesson, edited) = edited(text)
    var count = 0
    for line in 1..<lesson.source.lineCount + 1
    where lesson.source.text(ofLine: line).drop(while: { $0 == " " }).hasPrefix("x") {
      let indent = lesson.source.text(ofLine: line).prefix { $0 == " " }.count
      let place = TextPosition(line: line - 1, character: indent)
      let found = try #require(edited.map.generated(place), "line \(line)")
      #expect(edited.map.lesson(found) == place)
      #expect(lines(edited.source)[found.line].utf16.dropFirst(found.character).first == "x".utf16.first)
      count += 1
    }
    #expect(count == blocks)
    #expect(Brackets(edited.source).areBalanced)
  }

  @Test("has the code of an unclosed fence to the end of the file, and its own end after that")
  func unclosed() {
    let (_, edited) = edited("# T\n\n```swift-cell id=a\nx\ny")
    #expect(lines(edited.source)[3...5] == ["x; __lesson.show(", "y", ")"])
  }

  @Test("leaves out the cells beyond the number that a lesson can have, which a compiler would not nest")
  func manyCells() {
    let cells = (0..<Lesson.cellLimit + 2).map { "```swift-cell id=a\($0)\nx\n```\n" }.joined()
    let (lesson, edited) = edited("# T\n" + cells)
    let lines = lesson.cells.map { TextPosition(line: $0.line, character: 0) }
    #expect(lines.map { edited.map.generated($0) != nil } == lines.indices.map { $0 < Lesson.cellLimit })
  }

  @Test(
    "takes a time that grows with its size only", .timeLimit(.minutes(5)),
    arguments: [
      "}\n", "((((\n", "\"\\(\n", "\"\"\"\n\\(\n", "#if a\n", "#if a\n#endif\n", "import A\n", "a`", "a#", "x(]", "/*",
      "\"\\(#", "f(\"a\\(\"b",
    ])
  func time(_ piece: String) {
    let code = String(repeating: piece, count: 20_000 / piece.utf8.count)
    let text = "# T\n```swift-cell id=a\n\(code)\n```\n```swift-cell id=b\nx\n```\n"
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
    let time = ContinuousClock().measure {
      let edited = EditedLesson(lesson)
      let place = TextPosition(line: lesson.cells[1].line, character: 0)
      #expect(edited.map.generated(place) == place)
    }
    // A time that grows with the square takes minutes.
    #expect(time < .seconds(30))
  }
}
