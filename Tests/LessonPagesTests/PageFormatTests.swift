import Figures
import Foundation
import LessonFormat
import LessonPages
import LessonProse
import LessonRuntime
import Testing

@testable import LessonRunner

@Suite("A page format")
struct PageFormatTests {
  private static let figure = Figure.lineChart(LineChart("loss", [2, 1]))

  /// Returns the pages of a lesson `a` that was run and of a lesson `b` that was rendered earlier.
  private func pages(_ format: PageFormat) throws -> CoursePages {
    let text = """
      # A

      See [the next](./b.md#end), [another](c.md) and `a  b`.

      ## Part

      ```swift-cell id=first
      print("<x>")
      ```

      ```swift-cell id=second
      ```
      """
    let lesson = Lesson(parsing: Array(text.utf8), file: "Lessons/a.md")
    let compiled = CompiledLesson(expectedOf: lesson)
    let plan = try LessonPlan(lesson, compiled, selection: .all, needs: [], options: RunOptions())
    let results = [
      CellResult(
        cell: lesson.cells[0], pieces: [.text("<x>\n"), .figure(Self.figure), .text("`y`\n")], verdict: .pass),
      CellResult(cell: lesson.cells[1], verdict: .skip(.slow)),
    ]
    let page = try LessonPage(LessonRun(plan, results, trailingOutput: "bye\n"), for: format, among: ["a", "b"])
    let other = Lesson(parsing: Array("# B\n\nAbout *b*.\n".utf8), file: "Lessons/b.md")
    return CoursePages(
      course: "Course", pages: [page], references: [page.reference(), PageReference(other, try LessonBody(other))],
      templates: try Templates())
  }

  @Test("for web pages groups the lessons of the index by the parts of the course, and numbers them throughout")
  func parts() throws {
    let course = try pages(.html)
    let parts = [("a", "One & all"), ("b", "Two"), ("c", "Two"), ("d", nil)]
    let references = try parts.map { name, part in
      let lesson = Lesson(parsing: Array("# \(name)\n".utf8), file: "Lessons/\(name).md")
      return PageReference(lesson, try LessonBody(lesson), part: part)
    }
    func index(_ references: [PageReference]) throws -> String {
      let files = PageFormat.html.files(
        CoursePages(course: "Course", pages: course.pages, references: references, templates: try Templates()))
      let index = try #require(files.first { $0.path == "index.html" })
      return String(decoding: index.bytes, as: UTF8.self)
    }
    let marks = try index(references).matches(of: /<h2>.*<\/h2>|<ol .*>|href="\w+\.html"/).map { String($0.0) }
    #expect(
      marks == [
        "<h2>One &amp; all</h2>", "<ol class=\"lessons\">", "href=\"a.html\"", "<h2>Two</h2>",
        "<ol class=\"lessons\" start=\"2\">", "href=\"b.html\"", "href=\"c.html\"",
        "<ol class=\"lessons\" start=\"4\">", "href=\"d.html\"",
      ])
    // Without parts and without lessons, there is one list.
    #expect(try index([]).contains("</h1>\n<ol class=\"lessons\">\n</ol>\n</main>"))
  }

  private func files(_ format: PageFormat) throws -> [String: String] {
    let files = format.files(try pages(format)).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
    return Dictionary(uniqueKeysWithValues: files)
  }

  @Test("for web pages makes an index and pages that link to one another")
  func html() throws {
    let files = try files(.html)
    #expect(files.keys.sorted() == ["a.html", "index.html"])
    let index = try #require(files["index.html"])
    #expect(index.contains("href=\"b.html\"") && index.contains("<p>About b.</p>"))
    let page = try #require(files["a.html"])
    #expect(!index.contains("class=\"tasks\"") && !page.contains("class=\"tasks\""))
    for part in [
      "<a href=\"b.html#end\">the next</a>", "<a href=\"c.md\">another</a>", "&lt;x&gt;", "<svg", "<title>A",
      "rel=\"next\" href=\"b.html\"", "slow: run it with --slow", "bye", "<code>a  b</code>", "white-space: pre-wrap }",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test("for Markdown makes a file per lesson, with its figures next to it")
  func markdown() throws {
    let files = try files(.markdown)
    #expect(files.keys.sorted() == ["a.figure-1.svg", "a.md"])
    let page = try #require(files["a.md"])
    for part in [
      "[the next](b.md#end)", "```text\n<x>\n```",
      "![line chart \\\"loss\\\"\\, 2 points\\, 1\\.00 to 2\\.00](a.figure-1.svg)",
      "```text\n`y`\n```", "**skip**: slow", "```text\nbye\n```", "*a: 1 pass, 1 skip*",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test("for notebooks makes nbformat 4.5, with the outputs of each cell in order")
  func notebook() throws {
    let text = try #require(try files(.ipynb)["a.ipynb"])
    let notebook = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(cells.compactMap { $0["cell_type"] as? String } == ["markdown", "code", "code"])
    let outputs = try #require(cells[1]["outputs"] as? [[String: Any]])
    #expect(outputs.compactMap { $0["output_type"] as? String } == ["stream", "display_data", "stream"])
  }

  @Test("of a course makes the files that the course defines")
  func own() throws {
    let list = PageFormat("list", suffix: "txt") { pages in
      [RenderedFile("list.txt", pages.references.map { "\($0.title)\n" }.joined())]
    }
    #expect(try files(list) == ["list.txt": "A\nB\n"])
  }
}
