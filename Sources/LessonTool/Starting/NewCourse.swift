/// A course to start from: a package that builds, runs, passes its tests and can be rendered as it is.
struct NewCourse {
  let name: CourseName
  let source: LessonsSource

  /// All of its files.
  var files: NewFiles {
    NewFiles(
      files: [
        ("Package.swift", manifest), ("README.md", readme), (".gitignore", Self.ignored),
        ("Lessons/main.swift", main), ("Lessons/01-first-cells.md", Self.firstLesson),
        ("Lessons/02-first-exercise.md", Self.secondLesson),
        ("Tests/\(name.tests)/\(name.tests).swift", Self.testImport), (".github/workflows/ci.yml", workflow),
      ].map { (path: $0.0, content: .text($0.1)) })
  }

  private var manifest: String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "\(name.program)",
      platforms: [.macOS(.v15)],
      dependencies: [
    \(source.isLocal ? "    // Only this machine has it: others, and CI, need the URL of a repository.\n" : "")    \(source.dependency())
      ],
      targets: [
        // The course's program. Each Markdown file in Lessons is a lesson, except README.md.
        .executableTarget(
          name: "\(name.program)",
          dependencies: [\(source.product("product", "LessonTool"))],
          path: "Lessons",
          // A release build leaves the lessons unoptimised, so that it is ready seconds after an edit.
          // Code that must be fast belongs in a target of its own, on which this one depends.
          swiftSettings: [.unsafeFlags(["-Onone"], .when(configuration: .release))],
          plugins: [\(source.product("plugin", "TangleLessons"))]),
        // Each cell of the lessons is a test.
        .testTarget(
          name: "\(name.tests)",
          dependencies: ["\(name.program)", \(source.product("product", "LessonTesting"))],
          plugins: [\(source.product("plugin", "TangleLessons"))]),
      ]
    )

    """
  }

  private var main: String {
    """
    import LessonTool

    LessonsCommand.main(title: "\(name.title)", lessons: allLessons)

    """
  }

  /// What a test target of `lessons` needs as its only source.
  static let testImport = """
    // The plugin writes the tests: a suite for each Markdown file, with a test for each cell.
    import LessonTesting

    """

  private static let ignored = """
    .DS_Store
    .build/
    .swiftpm/
    # What `check --junit` and `render` make.
    lessons.xml
    Output/

    """
}
