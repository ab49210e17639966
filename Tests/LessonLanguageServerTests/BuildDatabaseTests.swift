import LessonFormat
import Testing

@testable import LessonLanguageServer

@Suite("What a build leaves") struct BuildDatabaseTests {
  @Test("lessons are found with their Swift files, and so are those that were added since") func places() throws {
    let database = try #require(BuildDatabase(manifest: Array(Conversation.manifest.utf8)))
    let one = try #require(database.place(ofMarkdown: "/course/Lessons/one.md"))
    #expect(one.form == .lesson)
    #expect(one.cells == "\(Conversation.output)/one.cells.swift")
    #expect(database.place(ofCells: one.cells) == one)
    #expect(database.place(ofMarkdown: "/course/Lessons/new.md")?.cells == "\(Conversation.output)/new.cells.swift")
    for path in [
      "/course/Lessons/README.md", "/course/Lessons/deeper/new.md", "/course/README.md", "/course/Lessons/a.txt", "",
    ] {
      #expect(database.place(ofMarkdown: path) == nil)
    }
    #expect(database.compiler == "/swift/usr/bin/swiftc")
    #expect(database.moduleFolder == "/course/.build/debug/Modules")
  }

  @Test("files of a test target are documents") func documents() throws {
    let manifest = Conversation.manifest.replacing("\"lesson\"", with: "\"document\"")
      .replacing("two.cells.swift\",\"/course/.build", with: "LessonsUnderTest.swift\",\"/course/.build")
    let database = try #require(BuildDatabase(manifest: Array(manifest.utf8)))
    #expect(database.place(ofMarkdown: "/course/Lessons/one.md")?.form == .document)
    #expect(database.place(ofMarkdown: "/course/Lessons/README.md")?.form == .document)
  }

  @Test("a manifest without what plugins add is completed by the lists of sources") func withoutPlugins() throws {
    let sources = ["/course/Lessons/Cells.swift", "'/course/a b\(BuildManifest.outputFolder)new.cells.swift'"]
    let lines = Conversation.manifest.split(separator: "\n").prefix { !$0.contains("Tangling") }
    let manifest = lines.map { $0.contains("inputs") ? "    inputs: [\"/course/Lessons/Cells.swift\"]" : $0 }
    let database = BuildDatabase(manifest: Array(manifest.joined(separator: "\n").utf8)) { path in
      path == "/course/.build/debug/Cells.build/sources" ? Array(sources.joined(separator: "\n").utf8) : nil
    }
    let place = try #require(database?.place(ofMarkdown: "/course/Lessons/new.md"))
    #expect(place.cells == "/course/a b\(BuildManifest.outputFolder)new.cells.swift")
    #expect(database?.compileCommands(root: "/course", adding: [place]).array?.count == 1)
  }

  @Test(
    "other files are no build of lessons",
    arguments: [
      "", "commands:\n", "    args: [\n    args: [\"tangle\"]\n",
      Conversation.manifest.replacing("TangleLessons", with: "Other"),
    ])
  func others(manifest: String) {
    #expect(BuildDatabase(manifest: Array(manifest.utf8)) == nil)
  }

  @Test(
    "URIs mean files",
    arguments: [
      ("file:///a%20b/%C3%A9.md", "/a b/é.md"), ("file://localhost/a", "/a"), ("FILE:/a", "/a"), ("file:///", "/"),
      ("file://other/a", nil), ("file:a", nil), ("http:///a", nil), ("untitled:1", nil), ("", nil),
      ("file:///%ff", nil),
      ("file:///a%00b", nil),
    ]) func uris(uri: String, path: String?)
  {
    #expect(FileURI.path(uri) == path)
  }

  @Test("a path comes back from its URI", arguments: ["/a b/é😀.md", "/%41+#?&", "/"]) func path(path: String) {
    #expect(FileURI.path(FileURI.uri(path)) == path)
  }
}
