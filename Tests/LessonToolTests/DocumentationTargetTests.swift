import Foundation
import Testing

@testable import LessonTool

@Suite("Tests for the documentation of a package")
struct DocumentationTargetTests {
  private let lessons = CommandTests.root.path
  private let identity = CommandTests.root.lastPathComponent.lowercased()

  /// What SwiftPM says about a package with a library, a macOS version, and a test target.
  private func manifest(tests: String = "GreetingsTests", macOS: String = "15.0", dependency: String = "other")
    -> String
  {
    """
    {"targets": [{"name": "Greetings", "type": "regular"}, {"name": "Internal", "type": "regular"},
    {"name": "\(tests)", "type": "test"}], "products": [{"targets": ["Greetings"], "type": {"library": ["automatic"]}},
    {"targets": ["tool"], "type": {"executable": null}}], "platforms": [{"platformName": "macos", "version": "\(macOS)"}],
    "dependencies": [{"sourceControl": [{"identity": "\(dependency)"}]}]}
    """
  }

  @Test("links to the Markdown files, and says what to add to the manifest")
  func target() throws {
    let folder = try EmptyFolder()
    let swift = try FakeSwift()
    try swift.setManifest(manifest(macOS: "13.0"))
    try folder.write("// swift-tools-version: 5.10\n", to: "Package.swift")
    try folder.write("# Greetings\n\n```swift cell\n1\n```\n", to: "README.md")
    try folder.write("# Greetings\n", to: "Sources/Greetings/Greetings.docc/Greetings.md")
    try folder.write("# A guide\n", to: "docs/guide.md")
    let result = try folder.run("init", "--docs", "--lessons", lessons, environment: swift.environment)
    #expect(
      result.output == """
        made Tests/DocumentationTests, with links to README.md, Sources/Greetings/Greetings.docc and docs.

        On macOS, `lessons` needs version 15. In Package.swift, set the package's `platforms`:

            platforms: [.macOS("15.0")],

        Add this to the package's `dependencies`:

            .package(path: "\(lessons)"),

        Add this to its `targets`:

            .testTarget(
              name: "DocumentationTests",
              dependencies: ["Greetings", .product(name: "LessonTesting", package: "\(identity)")],
              plugins: [.plugin(name: "TangleLessons", package: "\(identity)")]),

        The files have 1 cell. Each cell is then a test: `swift test --filter DocumentationTests` runs them.

        """, "\(result)")
    let tests = folder.url.appending(path: "Tests/DocumentationTests")
    #expect(try String(contentsOf: tests.appending(path: "README.md"), encoding: .utf8).hasPrefix("# Greetings\n"))
    for path in ["Greetings.docc/Greetings.md", "docs/guide.md", "Documentation.swift"] {
      #expect(FileManager.default.fileExists(atPath: tests.appending(path: path).path), "\(path)")
    }
  }

  @Test("need only the target where the package depends on `lessons` already, and say how a cell is marked")
  func dependency() throws {
    let folder = try EmptyFolder()
    let swift = try FakeSwift()
    try swift.setManifest(manifest(dependency: identity))
    try folder.write("// swift-tools-version: 6.2\n", to: "package/Package.swift")
    try folder.write("# Greetings\n", to: "package/README.md")
    let output = try folder.run("init", "--docs", "package", "--lessons", lessons, environment: swift.environment)
      .output
    #expect(!output.contains("platforms") && !output.contains("`dependencies`"))
    #expect(output.contains("To make a block of Swift one, write `swift cell` after its three backticks."))
  }

  @Test(
    "fetch nothing but `lessons` where the package's tools version allows it",
    arguments: [("5.9", ""), ("6.0", ""), ("6.1", ", traits: []"), ("7.0", ", traits: []")])
  func traits(_ tools: String, _ traits: String) throws {
    let folder = try EmptyFolder()
    let swift = try FakeSwift()
    try swift.setManifest(manifest())
    try folder.write("// swift-tools-version: \(tools)\n", to: "Package.swift")
    try folder.write("# Greetings\n", to: "README.md")
    let output = try folder.run("init", "--docs", "--lessons", lessons, environment: swift.environment).output
    #expect(output.contains("    .package(path: \"\(lessons)\"\(traits)),\n"), "\(output)")
  }

  @Test("are refused where they cannot be, and nothing is changed")
  func refusals() throws {
    let folder = try EmptyFolder()
    let swift = try FakeSwift()
    try swift.setManifest(manifest())
    func error() throws -> String {
      let before = try folder.files()
      let result = try folder.run("init", "--docs", "--lessons", lessons, environment: swift.environment)
      #expect(result.code == 2 && result.output.isEmpty, "\(result)")
      #expect(try folder.files() == before)
      return result.errors
    }
    #expect(try error().hasPrefix("error: there is no Package.swift in this folder: "))
    try folder.write("\n// swift-tools-version:5.5\n", to: "Package.swift")
    #expect(
      try error() == """
        Package.swift:2:1: error: the package's tools version is 5.5, and the tests need 5.9 or later: \
        change this line to `// swift-tools-version: 5.9`

        """)
    try folder.write("import PackageDescription\n", to: "Package.swift")
    #expect(try error().hasPrefix("Package.swift:1:1: error: the package's tools version is missing"))
    try folder.write("// swift-tools-version: 6.2\n", to: "Package.swift")
    #expect(try error().hasPrefix("error: there is no documentation to test: write a README.md"))
    try folder.write("# Greetings\n", to: "README.md")
    try swift.setManifest("no JSON")
    #expect(
      try error() == "Package.swift:1:1: error: SwiftPM cannot read the manifest: `swift package dump-package` fails\n")
    try swift.setManifest(manifest(tests: "DocumentationTests"))
    #expect(try error().hasPrefix("error: there is already a target or a folder Tests/DocumentationTests"))
    try swift.setManifest(manifest())
    try folder.write("", to: "Tests/DocumentationTests/mine.swift")
    #expect(try error().hasPrefix("error: there is already a target or a folder Tests/DocumentationTests"))
  }

  @Test("have links to single files where a folder cannot be linked to")
  func links() throws {
    let folder = try EmptyFolder()
    for file in [
      "README.md", "Sources/A/Documentation.docc/Documentation.md", "Sources/A/Documentation.docc/Start.md",
      "Sources/B/Documentation.docc/Documentation.md", "Documentation/readme.md", "docs/guide.md",
      "docs/examples/main.swift", "docs/node_modules/README.md", "Articles/notes.txt", "Other/other.md",
    ] { try folder.write("# A\n", to: file) }
    let links = DocumentationLinks(in: folder.url.path, sources: ["Sources", "Sources/A"])
    #expect(
      links.links.map { "\($0.name) -> \($0.path)" } == [
        "README.md -> README.md", "A.docc -> Sources/A/Documentation.docc",
        "B-Documentation.md -> Sources/B/Documentation.docc/Documentation.md",
        "Documentation-readme.md -> Documentation/readme.md", "docs-guide.md -> docs/guide.md",
      ])
    #expect(
      links.files == [
        "README.md", "Sources/A/Documentation.docc/Documentation.md", "Sources/A/Documentation.docc/Start.md",
        "Sources/B/Documentation.docc/Documentation.md", "Documentation/readme.md", "docs/guide.md",
      ])
  }
}
