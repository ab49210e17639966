import LessonFormat
import LessonTangle
import Testing

@Suite("A tangled lesson")
struct TangledLessonTests {
  private func tangle(_ markdown: String) throws -> TangledLesson {
    let lesson = Lesson(parsing: Array(markdown.utf8), file: "Lessons/04-test.md")
    #expect(lesson.renderedProblems == "")
    return try TangledLesson(lesson)
  }

  @Test("keeps every line of code at its line number")
  func lines() throws {
    let markdown = """
      # T

      ```swift-cell id=a
      import Foundation
      let x = 1  // one
        x
      ```

      Prose.

      ```swift-cell id=b
      x + 1
      ```
      """
    let lines = try tangle(markdown).cellsSource.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "#sourceLocation(file: \"Lessons/04-test.md\", line: 2)")
    #expect(lines[1].hasPrefix("import LessonRuntime; nonisolated enum Lesson_04_test {"))
    #expect(lines[2] == "try __lesson.next(0); do { ")
    #expect(lines[3] == "                 ")
    #expect(lines[4] == "let x = 1; __lesson.show(  // one")
    #expect(lines[5] == "  x")
    #expect(lines[6] == ")")
    #expect(lines[7...9] == ["", "", ""])
    #expect(lines[10] == "try __lesson.next(1); do { __lesson.show(")
    #expect(lines[11] == "x + 1")
    #expect(lines[12] == ")")
    let source = lines.joined(separator: "\n")
    #expect(
      source.contains("#sourceLocation(file: \"Lessons/04-test.md\", line: 4)\nimport Foundation\n#sourceLocation()\n"))
  }

  @Test("catches the error of a cell that is expected to throw, and is async if a cell awaits")
  func throwingAndAwaiting() throws {
    let source = try tangle("# T\n```swift-cell id=a throws\nawait f()\n```\n").cellsSource
    #expect(
      source.contains(
        "async throws { do { try __lesson.next(0); __lesson.show(\nawait f()\n)} catch { try __lesson.caught(error) }\n"
      ))
    #expect(source.contains("body: .async(body)"))
  }

  @Test("ends a statement that its cell leaves open", arguments: ["_ =", "let a =", "return"])
  func openStatements(_ code: String) throws {
    let source = try tangle("# T\n```swift-cell id=a\n\(code)\n```\n").cellsSource
    #expect(source.contains("\n\(code)\nfunc __end() {} \n"))
  }

  @Test(
    "shows a value after a directive, and moves imports out of the function",
    arguments: [
      ("#if DEBUG\nlet a = 1\n#endif\na", "#if DEBUG\nlet a = 1\n#endif\n__lesson.show(a\n)"),
      ("import A; import B\nx", "__lesson.show(\nx\n)"),
      ("#if canImport(A)\nimport A\n#else\nimport B\n#endif\nx", "\n__lesson.show(x\n)"),
      ("let a = 1; a", "let a = 1; __lesson.show( a\n)"),
    ])
  func glue(_ code: String, _ expected: String) throws {
    let source = try tangle("# T\n```swift-cell id=a\n\(code)\n```\n").cellsSource
    let cell = source.split(separator: "enum Lesson_04_test")[1].split(separator: "#sourceLocation()")[0]
    let squeezed = cell.split(separator: "\n").map { $0.allSatisfy { $0 == " " } ? "" : String($0) }.joined(
      separator: "\n")
    #expect(squeezed.contains(expected) || cell.contains(expected), "\(source)")
    #expect(!cell.contains("import"))
  }

  @Test("puts a file-scope cell after the lesson, with its own line numbers")
  func fileScope() throws {
    let source = try tangle("# T\n```swift-cell id=a file-scope\nextension Int {}\n```\n").cellsSource
    #expect(
      source.hasSuffix("#sourceLocation(file: \"Lessons/04-test.md\", line: 3)\nextension Int {}\n#sourceLocation()\n"))
  }

  @Test("may be a document that begins with a cell")
  func firstLine() throws {
    let lesson = Lesson(parsing: Array("```swift-cell\nfirst1()\n```\n".utf8), file: "a.md", as: .document)
    let source = try TangledLesson(lesson).cellsSource
    #expect(source.contains("throws { try __lesson.next(0); do { __lesson.show(\n"))
    #expect(CompiledLines(source).places(of: "first1()") == [.init(file: "a.md", line: 2)])
  }

  @Test("contains the lesson's text, whatever is in it")
  func text() throws {
    let source = try tangle("\u{FEFF}# T \"\"\"# \\(x) ##\r\n\tend").textSource
    #expect(source.contains("= ###\"\"\"\n\\###u{feff}# T \"\"\"# \\(x) ##\\###u{d}\n\tend\n\"\"\"###\n"))
  }

  @Test("is listed by its name")
  func registry() {
    #expect(
      registrySource(lessons: ["01-a", "02-b-c"]).contains("  Lesson_01_a.compiled,\n  Lesson_02_b_c.compiled,\n]"))
  }
}
