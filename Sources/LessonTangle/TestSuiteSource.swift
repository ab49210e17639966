import LessonFormat

/// The Swift source of a suite with a test case for each cell of a file.
public struct TestSuiteSource {
  private let lesson: Lesson

  /// Describes the suite of a file without problems.
  public init(_ lesson: Lesson) { self.lesson = lesson }

  /// The source; a file without cells has no suite.
  ///
  /// The suite and its cases have the names of the file and of its cells, which is what `swift test --filter` looks for.
  public var source: String {
    guard !lesson.cells.isEmpty else { return "" }
    let file = lesson.file.asSwiftLiteral
    let cases = lesson.cells.map { cell in
      let id = cell.id.asSwiftLiteral
      return """
        #sourceLocation(file: \(file), line: \(cell.line))
          @Test(lesson[\(id)]) func `\(cell.id)`() async throws { try await lesson.check(\(id)) }
        #sourceLocation()

        """
    }
    return """
      import LessonTesting
      import Testing

      nonisolated private let lesson = TestedLesson(\(lesson.name.asSwiftLiteral), of: LessonsUnderTest.self)

      @Suite struct `\(Self.identifier(of: lesson))` {
      \(cases.joined())}

      """
  }

  /// Returns the name of the suite, without the characters that a quoted name cannot have.
  ///
  /// With its suffix, no code in a cell can mean the suite by an ordinary name.
  private static func identifier(of lesson: Lesson) -> String {
    let scalars = "\(lesson.name).md".unicodeScalars.map { scalar -> Unicode.Scalar in
      let isRefused = scalar.properties.isWhitespace && scalar != " " || scalar.properties.generalCategory == .control
      return isRefused || scalar == "`" || scalar == "\\" ? "_" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// Returns the Swift source that names the lessons which a test target tests.
///
/// - Parameters:
///   - hasDocuments: whether the target has files with cells itself.
///   - modules: the modules whose lessons it tests, too.
///   - root: the path of the package.
public func testRegistrySource(hasDocuments: Bool, modules: [String], root: String) -> String {
  let lessons = (hasDocuments ? ["allLessons"] : []) + modules.map { "\($0).allLessons" }
  return """
    import LessonRuntime
    import LessonTesting
    \(modules.map { "import \($0)\n" }.joined())
    /// The lessons that this target tests.
    nonisolated enum LessonsUnderTest: TestedLessons {
      static var lessons: [CompiledLesson] { \(lessons.isEmpty ? "[]" : lessons.joined(separator: " + ")) }
      static var settings: LessonTests { lessonTests }
      static let package = \(root.asSwiftLiteral)
    }

    """
}
