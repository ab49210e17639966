import LessonFormat
import LessonTangle
import Testing

@Suite("A generated suite of tests")
struct TestSuiteTests {
  private func document(_ text: String, file: String) -> Lesson {
    let document = Lesson(parsing: Array(text.utf8), file: file, as: .document)
    #expect(document.renderedProblems == "")
    return document
  }

  @Test("has a case for each cell, at the cell's line, and the file's name")
  func cases() {
    let text = "# T\n\n```swift cell\n1\n```\n\n```swift cell id=usage\n2\n```\n"
    #expect(
      TestSuiteSource(document(text, file: "Docs/README.md")).source == """
        import LessonTesting
        import Testing

        nonisolated private let lesson = TestedLesson("README", of: LessonsUnderTest.self)

        @Suite struct `README.md` {
        #sourceLocation(file: "Docs/README.md", line: 3)
          @Test(lesson["cell-1"]) func `cell-1`() async throws { try await lesson.check("cell-1") }
        #sourceLocation()
        #sourceLocation(file: "Docs/README.md", line: 7)
          @Test(lesson["usage"]) func `usage`() async throws { try await lesson.check("usage") }
        #sourceLocation()
        }

        """)
  }

  @Test("is not there for a file without cells")
  func empty() {
    #expect(TestSuiteSource(document("# T\n\n```swift\n```\n", file: "README.md")).source == "")
  }

  @Test(
    "has a name that Swift takes, whatever the file is called",
    arguments: [
      ("Getting Stärted.md", "Getting Stärted.md", "\"Getting Stärted\""),
      ("what's \"new\"?.md", "what's \"new\"?.md", "\"what's \\\"new\\\"?\""),
      ("`a`\\(b).md", "_a__(b).md", "\"`a`\\\\(b)\""),
      ("a\nb\tc.md", "a_b_c.md", "\"a\\u{a}b\\u{9}c\""),
      ("a\u{A0}b\u{7F}\u{2028}.md", "a_b__.md", "\"a\u{A0}b\\u{7f}\u{2028}\""),
    ])
  func names(_ file: String, _ identifier: String, _ literal: String) {
    let source = TestSuiteSource(document("```swift cell\n```\n", file: "Docs/\(file)")).source
    #expect(source.contains("@Suite struct `\(identifier)` {"))
    #expect(source.contains("TestedLesson(\(literal), of: "))
  }

  @Test(
    "is found by the registry of the lessons that are tested",
    arguments: [
      (true, [], "{ allLessons }"), (false, ["Course"], "{ Course.allLessons }"),
      (true, ["A", "B"], "{ allLessons + A.allLessons + B.allLessons }"), (false, [], "{ [] }"),
    ] as [(Bool, [String], String)])
  func registry(_ hasDocuments: Bool, _ modules: [String], _ lessons: String) {
    let source = testRegistrySource(hasDocuments: hasDocuments, modules: modules, root: "/a \"b\"")
    #expect(source.contains("static var lessons: [CompiledLesson] \(lessons)\n"))
    #expect(source.contains("static let package = \"/a \\\"b\\\"\"\n"))
    for module in modules { #expect(source.contains("import \(module)\n")) }
  }

  @Test("Two documents have types of different names, however similar their own are")
  func typeNames() throws {
    let sources = try ["a b", "a-b", "a_b", "A b"].map {
      try TangledLesson(document("```swift cell\n```\n", file: "\($0).md")).textSource
    }
    #expect(Set(sources.map { $0.prefix { $0 != "\n" } }).count == sources.count)
  }
}
