import LessonFormat
import LessonTangle
import Testing

@Suite("A plain block that is compiled")
struct TangledExampleTests {
  private func tangle(_ text: String) throws -> (lesson: Lesson, source: String) {
    let lesson = Lesson(
      parsing: Array("<!-- lessons: swift=compile -->\n\(text)".utf8), file: "README.md", as: .document)
    #expect(lesson.renderedProblems == "" && lesson.codeProblems.isEmpty)
    return (lesson, try TangledLesson(lesson).cellsSource)
  }

  @Test("is in a function of its own that nobody calls, at its own lines, between the cells around it")
  func lines() throws {
    let (lesson, source) = try tangle(
      """
      ```swift
      first1()
      ```

      ```swift-cell
      cell1()
      ```

      - item

        ```swift
        import Foundation
        await listed1()
          ```

      ```swift-cell
      second1()
      ```

      ```swift
      last1()
      last2()
      ```
      """)
    let compiled = CompiledLines(source)
    #expect(
      try compiled.countsOfLines(of: lesson) == ["first": 1, "cell": 1, "listed": 1, "second": 1, "last": 1])
    #expect(compiled.places(of: "import Foundation") == [.init(file: "README.md", line: 13)])
    #expect(source.split(separator: "func __lessonExample").count == 4)
    #expect(source.contains("func __lessonExample3() async throws { \nfirst1()\nfunc __end() {} }"))
    #expect(source.contains("body: .sync(body)"), "what an example awaits does not make the lesson wait")
  }

  @Test(
    "goes to file scope if it has what Swift allows only there",
    arguments: [
      "extension Int {\n  f1()\n}", "public extension Int {\n  f1()\n}", "prefix operator √\nlet f = f1()",
      "@available(macOS 99, *)\nextension Int {\n  f1()\n}", "struct A {}\n\nextension A {\n  f1()\n}",
      "private precedencegroup P {}\nlet f = f1()",
    ])
  func fileScope(_ code: String) throws {
    let (lesson, source) = try tangle("```swift\n\(code)\n```\n")
    #expect(try CompiledLines(source).countsOfLines(of: lesson) == ["f": 1])
    #expect(!source.contains("__lessonExample") && source.hasSuffix("#sourceLocation()\n"))
  }

  @Test("makes the compiler warn of no value that it does not use")
  func unusedValues() throws {
    let code =
      "let a = f()\nvar b: Int = 1\nlet c: Int\nlet (d, e) = f()\nif x { let g = 1 }\nlet _ = 2\nlet `in` = { 1 }"
    #expect(try tangle("```swift\n\(code)\n```\n").source.contains("\nfunc __end() {} ; _ = a; _ = b; _ = `in`}"))
  }

  @Test("stays in its function if it only has similar words", arguments: ["let a = \"extension\"", "x.extension()"])
  func similarWords(_ code: String) throws {
    #expect(try tangle("```swift\n\(code)\n```\n").source.contains("__lessonExample"))
  }

  @Test("may have a main type, as a cell may, which is not the program's", arguments: ["swift", "swift cell"])
  func mainType(_ words: String) throws {
    let source = try tangle("```\(words)\n@main struct A {\n  static func main() {}\n}\n```\n").source
    #expect(source.contains("\n      struct A {\n  static func main() {}\n}\n"))
  }

  @Test("with a name of the lesson's own is refused at its place")
  func reservedName() {
    let lesson = Lesson(
      parsing: Array("---\nswift: compile\n---\n# T\n\n- a\n\n  ```swift\n  __lessonExample1()\n  ```\n".utf8),
      file: "a.md")
    #expect(lesson.codeProblems == [LessonProblem(.reservedName("__lesson"), at: .init(line: 9, column: 3))])
  }

  @Test("may be unclosed where a list ends, and has only the lines of the list")
  func unclosedInList() {
    let text = "<!-- lessons: swift=compile -->\n- a\n\n  ```swift\n  x\n```swift-cell\ny\n```\n"
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md", as: .document)
    #expect(lesson.examples.map(\.code) == ["  x\n"] && lesson.cells.map(\.code) == ["y\n"])
  }

  @Test("is not part of an answer's library")
  func answers() throws {
    let text = """
      # T
      <!-- lessons: swift=compile -->

      ```swift
      example1()
      ```

      ```swift-cell id=e exercise
      ```

      ```swift-check
      check1()
      ```

      <details>

      ```swift-solution
      ```

      </details>
      """
    let lesson = Lesson(parsing: Array(text.utf8), file: "a.md")
    #expect(lesson.renderedProblems == "")
    let answer = Lesson(parsing: Array("# A\n\n```swift-cell id=e\nanswer1()\n```\n".utf8), file: "b.md").cells[0]
    let source = try TangledAnswer(answer, in: "b.md", to: 0, of: lesson).source
    #expect(!source.contains("example1()") && source.contains("answer1()"))
    #expect(try TangledLesson(lesson).cellsSource.contains("example1()"))
  }
}
