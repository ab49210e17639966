import Foundation
import LessonFormat
import Testing

@Suite("The examples on the documentation's pages")
struct ExampleTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// The folders with what is compiled and checked: the examples on a page stand there, too.
  private static let folders = ["Lessons", "Tests/DocumentationTests", "Tests/OutsidePackages"]

  /// The pages and articles.
  private static let pages =
    ["README.md", "SECURITY.md"] + files(below: "Documentation")
    + files(below: "Sources").filter { $0.contains(".docc/") }

  /// The text of all files that are compiled and checked.
  private static let checked = folders.flatMap { files(below: $0, endings: ["md", "swift"]) }.compactMap {
    try? lines(text($0))
  }

  /// The pages that this target compiles.
  private static let compiled = Set(
    links(in: "Tests/DocumentationTests").flatMap { link in link.hasSuffix(".md") ? [link] : files(below: link) })

  @Test("are compiled and checked, here or in another file with the same lines", arguments: pages)
  func examples(page: String) throws {
    let document = Lesson(parsing: Array(try Self.text(page).utf8), file: page, as: .document)
    #expect(document.renderedProblems == "")
    let fences = document.cells.map(\.fence) + document.examples.map(\.fence)
    let own = Self.compiled.contains(page) ? Set(fences.map(\.lines.lowerBound)) : []
    for block in try Self.blocks(of: page) where !own.contains(block.line) {
      guard !Self.checked.contains(where: { $0.contains(Self.lines(block.text)) }) else { continue }
      Issue.record(
        "this example is in no file that is compiled and checked: add it to one below \(Self.folders.joined(separator: ", "))",
        sourceLocation: Testing.SourceLocation(
          fileID: page.contains("/") ? page : "./\(page)", filePath: Self.root.appending(path: page).path,
          line: block.line, column: 1))
    }
  }

  @Test("of exercises are whole: each is valid by itself")
  func exercises() throws {
    let examples = try Self.blocks(of: "Documentation/Exercises.md").filter { $0.info == "markdown" }
    #expect(examples.count == 2)
    for example in examples {
      let lesson = Lesson(parsing: Array("# Example\n\n\(example.text)".utf8), file: "01-example.md")
      #expect(lesson.renderedProblems == "")
      #expect(lesson.cells.count { $0.exercise != nil } + lesson.questions.count == 1)
    }
  }

  // MARK: - Pages

  private struct Block {
    var info: String
    var text: String
    var line: Int
  }

  /// Returns the blocks of a page that show Swift or a lesson.
  private static func blocks(of page: String) throws -> [Block] {
    let text = try text(page)
    return text.matches(of: /(?ms)^ *(`{3,})([^\n`]+)\n(.*?)^ *\1$/).map { match in
      let line = 1 + text[..<match.range.lowerBound].count { $0 == "\n" }
      return Block(info: String(match.2), text: String(match.3), line: line)
    }.filter { block in ["swift", "markdown"].contains(block.info.prefix { $0 != " " && $0 != "-" }) }
  }

  /// Returns lines without their indentation, which depends on what is around them.
  private static func lines(_ text: String) -> String {
    "\n" + text.split(separator: "\n").map { $0.drop { $0 == " " } + "\n" }.joined()
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Returns the paths of the files in a folder and below it, without those behind links.
  private static func files(below folder: String, endings: Set<String> = ["md"]) -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return paths.filter { endings.contains(($0 as NSString).pathExtension) }.sorted().map { "\(folder)/\($0)" }
  }

  /// Returns where the links in a folder lead, from the package's folder.
  private static func links(in folder: String) -> [String] {
    let folder = root.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: folder.appending(path: name).path)
      else { return nil }
      return String(folder.appending(path: target).standardized.path.dropFirst(root.path.count + 1))
    }
  }
}
