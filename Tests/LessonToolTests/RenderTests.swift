import Foundation
import Testing

@Suite("Rendering")
struct RenderTests {
  private func files(_ folder: URL) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
  }

  @Test("twice produces the same bytes", arguments: ["html", "markdown", "ipynb"])
  func twice(_ form: String) throws {
    let folder = try CourseFolder("hostile", "mismatches")
    let lessons = ["hostile", "mismatches"]
    let first = try Program("crash-course").run(["render"] + lessons + ["--to", form], in: folder.url)
    #expect(first.code == 1)
    let before = try files(folder.url.appending(path: "Output/\(form)"))
    for name in ["Output/\(form)", "elsewhere"] {
      _ = try Program("crash-course").run(["render"] + lessons + ["--to", form, "-o", name, "-j1"], in: folder.url)
      #expect(try files(folder.url.appending(path: name)) == before)
    }
    #expect(before.count >= 3)
  }

  @Test("does not replace other people's files, and reports them")
  func others() throws {
    let folder = try CourseFolder("features")
    let out = folder.url.appending(path: "out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: out.appending(path: "index.html"))
    let result = try folder.run("render", "features", "--to", "html", "-o", "out")
    #expect(result.code == 1)
    #expect(result.errors.hasPrefix("error: out/index.html was not made by this command"))
    #expect(try files(out) == ["index.html": Data("mine".utf8)])
    try FileManager.default.moveItem(at: out.appending(path: "index.html"), to: out.appending(path: ".lessons-files"))
    #expect(
      try folder.run("render", "features", "--to", "ipynb", "-o", "out").errors.hasPrefix(
        "error: out/.lessons-files was not"))
    #expect(try files(out) == [".lessons-files": Data("mine".utf8)])
    #expect(try folder.run("render", "features", "--to", "html", "-o", "").code == 64)
    #expect(
      try folder.run("render", "features", "--to", "html", "-o", "Package.swift").errors
        == "error: cannot write Package.swift: it is a file, not a folder\n")
  }

  @Test("a lesson adds its page to the existing ones")
  func more() throws {
    let folder = try CourseFolder("features", "needs", "throws")
    _ = try folder.run("render", "needs", "--to", "html", "-o", "out")
    _ = try folder.run("render", "features", "--to", "html", "-o", "out")
    let index = try String(contentsOf: folder.url.appending(path: "out/index.html"), encoding: .utf8)
    #expect(index.contains("href=\"features.html\"") && index.contains("href=\"needs.html\""))
    let page = try String(contentsOf: folder.url.appending(path: "out/features.html"), encoding: .utf8)
    #expect(page.contains("<a rel=\"next\" href=\"needs.html\">"))
    #expect(try String(contentsOf: folder.url.appending(path: "out/needs.html"), encoding: .utf8).contains("– skip"))
  }

  @Test("keeps the page of a lesson that cannot be run now")
  func refused() throws {
    let folder = try CourseFolder("features", "needs")
    _ = try folder.run("render", "features", "needs", "--to", "html", "-o", "out")
    let text = try folder.text("needs")
    try folder.write(text + "\n```swift-cell\n```\n", to: "needs")
    let result = try folder.run("render", "features", "needs", "--to", "html", "-o", "out")
    #expect(result.code == 2)
    #expect(try files(folder.url.appending(path: "out")).keys.contains("needs.html"))
    #expect(try folder.run("render", "nope", "--to", "html", "-o", "none").output == "")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "none").path))
  }

  @Test("uses an author's templates, and reports the location of an error in them")
  func templates() throws {
    let folder = try CourseFolder("features")
    let templates = folder.url.appending(path: "templates")
    try FileManager.default.createDirectory(at: templates, withIntermediateDirectories: true)
    try Data("<title>{{title}}</title>{{> greeting}}{{#parts}}{{#cell}}{{id}} {{/cell}}{{/parts}}".utf8)
      .write(to: templates.appending(path: "page.mustache"))
    try Data("Hello ".utf8).write(to: templates.appending(path: "greeting.mustache"))
    let result = try folder.run("render", "features", "--to", "html", "-o", "out", "--templates", "templates")
    #expect(result.code == 0, "\(result.errors)")
    let page = try String(contentsOf: folder.url.appending(path: "out/features.html"), encoding: .utf8)
    #expect(page.hasPrefix("<title>What a cell can do</title>Hello declare declare-again "))

    try Data("one\n{{#open}}".utf8).write(to: templates.appending(path: "greeting.mustache"))
    let fault = try folder.run("render", "features", "--to", "html", "-o", "other", "--templates", "templates")
    #expect(fault.code == 1)
    #expect(fault.errors.hasPrefix("templates/greeting.mustache:2:"), "\(fault.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "other").path))

    for (text, expected) in [
      (
        "{{> page}}",
        "templates/page.mustache:1:25: error: the template 'greeting' includes itself: greeting, page, greeting\n"
      ),
      ("a\n b {{> nope}}", "templates/greeting.mustache:2:4: error: there is no template 'nope': add nope.mustache\n"),
      ("{{title", "templates/greeting.mustache:1:"), ("{{#a}}{{/b}}", "templates/greeting.mustache:1:"),
    ] {
      try Data(text.utf8).write(to: templates.appending(path: "greeting.mustache"))
      let fault = try folder.run("render", "features", "--to", "html", "-o", "other", "--templates", "templates")
      #expect(fault.code == 1 && fault.errors.hasPrefix(expected), "\(fault.errors)")
    }

    let missing = try folder.run("render", "features", "--to", "html", "--templates", "nowhere")
    #expect(missing.errors.hasPrefix("nowhere:1:1: error: cannot read the folder of templates"), "\(missing.errors)")
  }

  @Test(
    "without solutions writes them, hidden checks and answers into no file", arguments: ["html", "markdown", "ipynb"])
  func withoutSolutions(_ form: String) throws {
    let folder = try CourseFolder("exercises")
    let text = try folder.text("exercises").replacing("It is nil", with: "![A picture](picture.png) It is nil")
    try folder.write(text, to: "exercises")
    try Data([1, 2, 3]).write(to: folder.lessonFolder.appending(path: "picture.png"))
    func contents(_ arguments: String...) throws -> String {
      let result = try Program("crash-course").run(["render", "exercises", "--to", form] + arguments, in: folder.url)
      #expect(result.code == 0, "\(result.errors)")
      let files = try files(folder.url.appending(path: arguments[1]))
      return files.map { "\($0.key)\n\(String(decoding: $0.value, as: UTF8.self))" }.joined()
        .replacing(/&[a-z]+;|[^A-Za-z0-9]/, with: "")
    }
    let (all, some) = (try contents("-o", "all"), try contents("-o", "some", "--without-solutions"))
    for secret in [
      "numbersmax", "Itisnilforanemptyarray", "picturepng", "Doublenumbersreduce0", "isnotsorted",
      "Sortedthenumbersare123", "Thatisthelargest", "summarySolution", "summaryAnswer",
    ] {
      // Colours stand between the words of code.
      let isCode = form == "html" && secret.hasPrefix("Double")
      #expect((isCode || all.contains(secret)) && !some.contains(secret), "\(secret)")
    }
    for text in [all, some] { #expect(!text.contains("nonumbershavenolargestone")) }
    for shown in ["summaryCheck", "summaryHint", "Startwiththefirstnumber", "Whatisthemedian", "numbersmaybenegative"] {
      #expect(some.contains(shown), "\(shown)")
    }
  }

  @Test("Links between lessons lead to their pages, and images from the lesson's folder are copied")
  func links() throws {
    let folder = try CourseFolder("needs", "throws")
    let text = try folder.text("needs").replacing(
      "# What a lesson needs\n",
      with: "# What a lesson needs\n\n[next](throws.md#x) [no](other.md) ![A dot](img/dot.png) ![Gone](img/gone.png)\n")
    try folder.write(text, to: "needs")
    let images = folder.lessonFolder.appending(path: "img")
    try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
    try Data([1, 2, 3]).write(to: images.appending(path: "dot.png"))
    for (form, expected) in [
      (
        "html",
        "<a href=\"throws.html#x\">next</a> <a href=\"other.md\">no</a> <img src=\"img/dot.png\" alt=\"A dot\" /> Gone"
      ),
      ("markdown", "[next](throws.md#x) [no](other.md) ![A dot](img/dot.png) Gone"),
      ("ipynb", "[next](throws.ipynb#x) [no](other.md) ![A dot](img/dot.png) Gone"),
    ] {
      _ = try folder.run("render", "needs", "throws", "--to", form, "-o", form)
      let suffix = form == "markdown" ? "md" : form
      let page = try String(contentsOf: folder.url.appending(path: "\(form)/needs.\(suffix)"), encoding: .utf8)
      #expect(page.contains(expected), "\(page)")
      #expect(try Data(contentsOf: folder.url.appending(path: "\(form)/img/dot.png")) == Data([1, 2, 3]))
    }
  }

  @Test("An image is one file, however its address is written, and may have any name")
  func spellings() throws {
    let folder = try CourseFolder("needs")
    let text = try folder.text("needs")
    func render(_ addresses: String...) throws -> [String] {
      let images = addresses.map { "![x](\($0))" }.joined(separator: " ")
      try folder.write(
        text.replacing("# What a lesson needs\n", with: "# What a lesson needs\n\n\(images)\n"), to: "needs")
      let result = try folder.run("render", "needs", "--to", "markdown", "-o", "out")
      #expect(!result.errors.contains("out/"), "\(result.errors)")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "out").path)
      return names.filter { $0.hasSuffix(".png") }
    }
    for name in ["pic.png", "a\nb.png", "e\u{301}.png"] {
      try Data([1, 2, 3]).write(to: folder.lessonFolder.appending(path: name))
    }
    #expect(try render("pic.png", "./pic.png", "%70ic.png", "././/pic.png") == ["pic.png"])
    #expect(try render("a%0Ab.png").contains("a\nb.png"))
    #expect(try render("a%0Ab.png").contains("a\nb.png"))
    // Another file, which Swift's `==` takes for the same.
    #expect(try !render("%C3%A9.png").contains { $0.hasPrefix("\u{e9}") })
  }
}
