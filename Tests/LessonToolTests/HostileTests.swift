import Foundation
import Testing

/// A lesson full of scripts, handlers, dangerous links, escape codes and direction changes does no harm in any format.
@Suite("A hostile lesson is harmless")
struct HostileTests {
  private func rendered(_ form: String) throws -> [String: String] {
    let folder = try CourseFolder("hostile")
    let result = try folder.run("render", "hostile", "--to", form, "-o", "out-\(form)")
    #expect(result.code == 1)
    #expect(
      result.output
        == "out-\(form): \(form == "html" ? "2 files" : form == "ipynb" ? "1 file" : "7 files") of 1 lesson\n")
    #expect(Markup.controls(in: result.errors).isEmpty)
    #expect(
      result.errors.contains(
        "warning: the drawing [runs] of cell 'figures' is shown as its text, because line 2 of its SVG has <script>: "
          + "an SVG has to be well-formed, and must neither run nor load anything\n"))
    let out = folder.url.appending(path: "out-\(form)")
    let names = try FileManager.default.contentsOfDirectory(atPath: out.path).filter { !$0.hasPrefix(".") }
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try String(contentsOf: out.appending(path: $0), encoding: .utf8)) })
  }

  @Test("as a web page")
  func html() throws {
    let files = try rendered("html")
    #expect(files.count == 2)
    for (_, text) in files { #expect(Markup(text).harm == []) }
    let page = try #require(files["hostile.html"])
    #expect(page.ranges(of: "<img src=\"data:image/svg+xml,").count == 1)
    for refused in ["[runs]", "[]", "[broken]"] { #expect(page.contains(">\n\(refused)</pre>"), "\(refused)") }
    #expect(page.contains("default-src 'none'"))
    // Removed content is shown as text.
    #expect(page.contains("&lt;script&gt; alert(&quot;block&quot;) &lt;/script&gt;"))
    #expect(page.contains("<details><summary>Kept <kbd>here</kbd></summary>"))
    // Whatever the tags of a fold are like, it has tags of ours.
    for summary in ["Check", "Hint", "Solution", "Answer"] {
      #expect(page.contains("<details><summary>\(summary)</summary>"), "\(summary)")
    }
    #expect(!page.contains("alert(&quot;hidden&quot;)"))
  }

  @Test("as Markdown, even if raw HTML is shown")
  func markdown() throws {
    for (name, text) in try rendered("markdown") {
      let markup = name.hasSuffix(".svg") ? Markup(text) : Markup(ofMarkdown: text)
      #expect(markup.harm == [])
    }
  }

  @Test("as a notebook")
  func notebook() throws {
    struct Notebook: Decodable {
      struct Cell: Decodable {
        struct Output: Decodable {
          var text: [String]?
          var data: [String: [String]]?
          var traceback: [String]?
        }
        var cell_type: String
        var source: [String]
        var outputs: [Output]?
      }
      var cells: [Cell]
      var nbformat_minor: Int
    }
    let text = try #require(try rendered("ipynb")["hostile.ipynb"])
    #expect(Markup.controls(in: text).isEmpty)
    let notebook = try JSONDecoder().decode(Notebook.self, from: Data(text.utf8))
    #expect(notebook.nbformat_minor == 5)
    for cell in notebook.cells {
      #expect(Markup.controls(in: cell.source.joined()).isEmpty)
      if cell.cell_type == "markdown" { #expect(Markup(ofMarkdown: cell.source.joined()).harm == []) }
      for output in cell.outputs ?? [] {
        #expect(Markup.controls(in: ((output.text ?? []) + (output.traceback ?? [])).joined()).isEmpty)
        if let image = output.data?["image/svg+xml"] { #expect(Markup(image.joined()).harm == []) }
      }
    }
    #expect(notebook.cells.flatMap { $0.outputs ?? [] }.count { $0.data != nil } == 6)
  }

  @Test(
    "if its images run something: they are not shown, and the author is told why",
    arguments: ["html", "markdown", "ipynb"])
  func images(_ form: String) throws {
    let folder = try CourseFolder("needs")
    let text = try folder.text("needs").replacing(
      "# What a lesson needs\n", with: "# What a lesson needs\n\n![Evil](evil.svg) [open](evil.svg) ![Fine](fine.svg)\n"
    )
    try folder.write(text, to: "needs")
    let evil = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>alert(1)</script></svg>"
    let fine = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M 0 0\"/></svg>"
    try Data(evil.utf8).write(to: folder.lessonFolder.appending(path: "evil.svg"))
    try Data(fine.utf8).write(to: folder.lessonFolder.appending(path: "fine.svg"))
    let result = try folder.run("render", "needs", "--to", form, "-o", "out")
    let errors = result.errors.split(separator: "\n").filter { $0.contains("warning") }
    #expect(
      errors == [
        "Tests/CrashCourse/needs.md:1:1: warning: the image 'evil.svg' is not shown, because in line 2 it has <script>, which "
          + "could run or load something where the image is opened: remove that, or save the image as PNG"
      ])
    let out = folder.url.appending(path: "out")
    #expect(!FileManager.default.fileExists(atPath: out.appending(path: "evil.svg").path))
    #expect(try String(contentsOf: out.appending(path: "fine.svg"), encoding: .utf8) == fine)
  }

  @Test("on a terminal", arguments: ["run", "show"])
  func terminal(_ command: String) throws {
    let folder = try CourseFolder("hostile")
    for arguments in [[], ["--plain"]] {
      let terminal = PseudoTerminal()
      let program = try Program("crash-course").start(
        [command, "hostile"] + arguments, in: folder.url, on: terminal.handle)
      terminal.readAll(of: program)
      let text = terminal.text
      #expect(text.contains("alert(\"fence\")"))
      #expect(text.contains("a block that is not kept") && text.contains("No. 1 — hint & more"))
      #expect(text.contains("alert(\"question\")"))
      for word in ["check", "sentence", "hidden", "summary", "hint", "solution", "reason", "answer"] {
        #expect(!text.contains("alert(\"\(word)\")"), "\(word)")
      }
      #expect(text.contains("\u{1B}[1m") == arguments.isEmpty)
      // The program's own escape codes: colours, links, and the end of a progress line.
      let rest = text.replacing("\r\n", with: "\n").replacing(
        /\x1B\[[0-9;]*m|\x1B\]8;;(https:[!-~]*)?\x1B\\|\x1B\[K|\r/, with: "")
      #expect(Markup.controls(in: rest) == [])
    }
  }
}
