import Foundation
import LessonFormat
import TextFormatting

/// The test target for the documentation of a package that exists.
struct DocumentationTarget {
  static let name = "DocumentationTests"

  private let root: String
  private let tools: (major: Int, minor: Int)
  private let links: DocumentationLinks
  /// Nil if there is no Swift toolchain.
  private let package: PackageDump?
  /// Where the package will take `lessons` from.
  let source: LessonsSource

  /// Looks at a package.
  ///
  /// - Throws: ``StartingFailure`` if it cannot have the target.
  init(of root: String, source: () throws(StartingFailure) -> LessonsSource) throws(StartingFailure) {
    self.root = root
    tools = try Self.tools(of: root)
    package = try PackageDump.read(root)
    let isFolder = (try? FileManager.default.attributesOfItem(atPath: "\(root)/Tests/\(Self.name)")) != nil
    guard !isFolder, package?.targets.contains(where: { $0.name == Self.name }) != true else {
      throw .taken(target: Self.name)
    }
    let own = package?.targets.filter { ["regular", "executable", "macro"].contains($0.type) }.compactMap(\.path) ?? []
    links = DocumentationLinks(in: root, sources: ["Sources"] + own)
    guard !links.links.isEmpty else { throw .nothingToTest }
    self.source = try source()
  }

  /// Returns the manifest's tools version.
  ///
  /// - Throws: ``StartingFailure`` if the version is too old for what is to be added.
  private static func tools(of root: String) throws(StartingFailure) -> (major: Int, minor: Int) {
    let file = PackageDump.manifest(in: root)
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw .noPackage(root) }
    let match = text.prefixMatch(of: /\s*\/\/\s*swift-tools-version\s*:\s*(\d+)\.(\d+)/.ignoresCase())
    guard let match, let major = Int(match.1), let minor = Int(match.2) else {
      throw .oldTools(file: file, line: 1, version: nil)
    }
    let line = 1 + match.0.count { $0.isNewline }
    if (major, minor) < (5, 9) { throw .oldTools(file: file, line: line, version: "\(major).\(minor)") }
    return (major, minor)
  }

  /// Makes the target's folder.
  func create() throws(StartingFailure) {
    let tests = "\(root)/Tests"
    let isNew = mkdir(tests, 0o777) == 0
    let own = [(path: "Documentation.swift", content: NewFiles.Content.text(NewCourse.testImport))]
    do throws(StartingFailure) {
      try NewFiles(files: own + links.links.map { ($0.name, .link(to: "../../\($0.path)")) })
        .create(in: "\(tests)/\(Self.name)")
    } catch {
      if isNew { rmdir(tests) }
      throw error
    }
  }

  /// What to do next.
  var advice: String {
    let libraries = package?.libraries.map { "\($0.debugDescription), " }.joined()
    var parts = ["made Tests/\(Self.name), with links to \(list(links.links.map(\.path)))."]
    if let package, !package.requiresMacOS15 {
      parts.append("On macOS, `lessons` needs version 15. In Package.swift, set the package's `platforms`:")
      parts.append("    platforms: [.macOS(\(tools.major < 6 ? "\"15.0\"" : ".v15"))],")
    }
    if package?.depends(on: source.identity) != true {
      parts.append("Add this to the package's `dependencies`\(package == nil ? " in Package.swift" : ""):")
      // SwiftPM has traits since 6.1.
      parts.append("    \(source.dependency(withoutProgram: tools >= (6, 1))),")
    }
    parts.append("Add this to its `targets`:")
    parts.append(
      """
          .testTarget(
            name: "\(Self.name)",
            dependencies: [\(libraries ?? "/* the targets that the cells import */ ")\(source.product("product", "LessonTesting"))],
            plugins: [\(source.product("plugin", "TangleLessons"))]),
      """)
    parts.append(cells)
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// How to go on with the files, which may have no cells yet.
  private var cells: String {
    let count = links.files.map { Lesson(reading: "\(root)/\($0)", file: $0, as: .document).cells.count }.reduce(0, +)
    let test = "`swift test --filter \(Self.name)`"
    if count > 0 { return "The files have \(pluralized(count, "cell")). Each cell is then a test: \(test) runs them." }
    return """
      None of the files has a cell yet. To make a block of Swift one, write `swift cell` after its three backticks. Each cell is then a \
      test: \(test) runs them.
      """
  }

  private func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }
}
