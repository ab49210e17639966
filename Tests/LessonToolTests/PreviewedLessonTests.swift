import Foundation
import LessonFormat
import LessonPages
import LessonPresentation
import LessonPreview
import LessonProse
import LessonRuntime
import Testing

@testable import LessonRunner
@testable import LessonTool

@Suite("A lesson in a preview")
struct PreviewedLessonTests {
  private static let text = """
    # A

    ```swift-cell id=one
    1
    ```

    ```swift-cell id=two
    2
    ```

    """

  /// Calls a function with a lesson whose cells have all run, and a function that saves another text of it.
  private func withLesson(_ body: (inout PreviewedLesson, (String) throws -> Void) throws -> Void) throws {
    let folder = try EmptyFolder()
    let file = folder.url.appending(path: "01-a.md")
    let save = { (text: String) in try Data(text.utf8).write(to: file) }
    try save(Self.text)
    var previewed = PreviewedLesson(file: "Lessons/01-a.md", location: file.path)
    try run(&previewed)
    try body(&previewed, save)
  }

  /// Follows a run in which each cell prints its id.
  private func run(_ previewed: inout PreviewedLesson, through end: Int = .max, _ verdict: Verdict = .pass) throws {
    let lesson = try #require(previewed.lesson)
    let plan = try LessonPlan(
      lesson, CompiledLesson(expectedOf: lesson), selection: .all, needs: [], options: RunOptions())
    let key = try #require(previewed.key(generation: 0))
    previewed.runBegan(key)
    for (index, cell) in lesson.cells.enumerated().prefix(end) {
      previewed.handle(.cellStarted(plan, index: index))
      let result = CellResult(cell: cell, pieces: [.text("\(cell.id)\n")], verdict: verdict)
      previewed.handle(.cellEnded(plan, result))
    }
    previewed.runEnded(end == .max ? key : nil)
  }

  /// Reads the file twice, and returns whether it had changed.
  private func reads(_ previewed: inout PreviewedLesson) -> [Bool] { [previewed.read(), previewed.read()] }

  /// Returns what a page shows of each cell: its status, its output, and the output from before.
  private func shown(_ previewed: PreviewedLesson) throws -> [String] {
    let run = try #require(previewed.run(variant: nil))
    let page = try LessonPage(run, for: .html, among: ["01-a"])
    let files = PageFormat.html.files(
      CoursePages(course: "Course", pages: [page], references: [page.reference()], templates: try Templates()))
    let html = String(decoding: try #require(files.first { $0.path == "01-a.html" }).bytes, as: UTF8.self)
    return html.split(separator: "<div class=\"cell ").dropFirst().map { cell in
      let status = cell.prefix { $0 != "\"" }
      let outputs = cell.matches(of: /<div class="(output[ a-z]*)">\n<pre tabindex="0">\n(\w*)/).map {
        "\($0.1) \($0.2)"
      }
      let errors = cell.matches(of: /<pre class="errors" tabindex="0">\n([^<]*)</).map { "errors \($0.1)" }
      return ([String(status)] + errors + outputs).joined(separator: ", ")
    }
  }

  @Test("shows results only of the present code, and those from before under it")
  func results() throws {
    try withLesson { previewed, save throws in
      #expect(try shown(previewed) == ["pass, output one", "pass, output two"])
      try save(Self.text.replacing("\n2\n", with: "\n3\n"))
      try #require(reads(&previewed) == [true, false])
      #expect(try shown(previewed) == ["pass, output one", "waiting, output earlier two"])
      #expect(previewed.isOutdated(generation: 0))
      // What was run is not run again.
      try save(Self.text)
      try #require(reads(&previewed) == [true, false])
      #expect(try shown(previewed) == ["pass, output one", "pass, output two"])
      #expect(!previewed.isOutdated(generation: 0))
      #expect(previewed.isOutdated(generation: 1))
    }
  }

  @Test("keeps its results if only prose changes, and none after a cell that changes")
  func changes() throws {
    try withLesson { previewed, save throws in
      try save("# A\n\nSome prose.\n" + Self.text.dropFirst(4))
      try #require(reads(&previewed) == [true, false])
      #expect(!previewed.isOutdated(generation: 0))
      #expect(try shown(previewed) == ["pass, output one", "pass, output two"])
      try save(Self.text.replacing("\n1\n", with: "\n0\n"))
      try #require(reads(&previewed) == [true, false])
      #expect(try shown(previewed) == ["waiting, output earlier one", "waiting, output earlier two"])
      try run(&previewed, through: 1)
      #expect(try shown(previewed) == ["pass, output one", "waiting, output earlier two"])
      #expect(previewed.isOutdated(generation: 0))
    }
  }

  @Test("shows the compiler's errors at their cells, until something is built or changed")
  func errors() throws {
    try withLesson { previewed, save throws in
      let located = [7, 8].map {
        BuildErrors.Located(file: "Lessons/01-a.md", location: SourceLocation(line: $0, column: 1), message: "no")
      }
      let other = BuildErrors.Located(
        file: "Sources/A.swift", location: SourceLocation(line: 4, column: 1), message: "no")
      previewed.buildEnded(located + [other]) { "\($0.location.line)\n" }
      #expect(try shown(previewed) == ["pass, output one", "error, errors 7\n8\n, output two"])
      previewed.buildEnded(nil) { _ in "" }
      #expect(try shown(previewed) == ["pass, output one", "pass, output two"])
    }
  }

  @Test("shows the last complete output under a crash")
  func crash() throws {
    try withLesson { previewed, save throws in
      try run(&previewed, .crash(Crash(.exited(code: 3))))
      #expect(
        try shown(previewed) == [
          "crash, output one, output earlier one", "crash, output two, output earlier two",
        ])
    }
  }

  @Test("with problems keeps its last page")
  func problems() throws {
    try withLesson { previewed, save throws in
      try save(Self.text.replacing("id=two", with: "id=one"))
      try #require(reads(&previewed) == [true, false])
      #expect(previewed.problems.hasPrefix("Lessons/01-a.md:7:") && !previewed.isOutdated(generation: 1))
      #expect(try shown(previewed) == ["pass, output one", "pass, output two"])
      try save(Self.text)
      try #require(reads(&previewed) == [true, false])
      #expect(previewed.problems.isEmpty)
    }
  }
}
