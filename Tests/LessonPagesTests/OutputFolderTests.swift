import Foundation
import Testing

@testable import LessonPages

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("An output folder")
struct OutputFolderTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)").path

  private func write(_ files: [String: String], keepsOthers: Bool = false) throws {
    let files = files.sorted { $0.key < $1.key }.map { RenderedFile($0.key, $0.value) }
    try OutputFolder(folder).write(files, keepsOthers: keepsOthers)
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted() }
  }

  private func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }

  private func put(_ text: String, into name: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
  }

  @Test("replaces the files it wrote, and removes those that are no longer made")
  func replaces() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(["a.html": "1", "b.html": "1", "img/c.png": "x"])
    try write(["a.html": "2"], keepsOthers: true)
    #expect(try names == ["a.html", "b.html", "img"])
    try write(["a.html": "3"])
    #expect(try names == ["a.html", "img"])
    #expect(text("a.html") == "3")
    #expect(OutputFolder(folder).files == ["a.html"])
  }

  @Test("leaves other people's files alone")
  func others() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try put("mine", into: "index.html")
    try put("mine", into: "notes.txt")
    #expect(throws: OutputFolder.Failure.foreign(path: "\(folder)/index.html")) {
      try write(["a.html": "1", "index.html": "1"])
    }
    #expect(try names == ["index.html", "notes.txt"])
    try write(["a.html": "1"])
    try write([:])
    #expect(try names == ["index.html", "notes.txt"])
    #expect(text("index.html") == "mine")
  }

  @Test("does not replace or remove a file that has been changed since")
  func changed() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(["a.html": "1", "b.html": "1"])
    try put("mine", into: "a.html")
    #expect(throws: OutputFolder.Failure.foreign(path: "\(folder)/a.html")) { try write(["a.html": "2"]) }
    try write(["b.html": "2"])
    #expect(text("a.html") == "mine")
  }

  @Test("A file that cannot be removed is reported, and is still known the next time")
  func stuck() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(["a.html": "1", "b.html": "1"])
    let stuck = OutputFolder(folder) { _, _ in
      errno = EACCES
      return -1
    }
    #expect {
      try stuck.write([RenderedFile("b.html", "2")], keepsOthers: false)
    } throws: { error in
      guard case .unwritable(let path, let reason) = error as? OutputFolder.Failure else { return false }
      return path == "\(folder)/a.html" && reason == "it cannot be removed: Permission denied"
    }
    #expect(text("b.html") == "2")
    #expect(OutputFolder(folder).files == ["a.html", "b.html"])
    try write(["b.html": "3"])
    #expect(try names == ["b.html"])
  }

  @Test("A list cannot make it touch files elsewhere")
  func list() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let other = folder + ".txt"
    try Data("1".utf8).write(to: URL(filePath: other))
    defer { try? FileManager.default.removeItem(atPath: other) }
    let name = URL(filePath: other).lastPathComponent
    try write(["a.html": "1"])
    let list = try #require(text(OutputFolder.listName))
    try put(list + "af63ac4c86019afc ../\(name)\naf63ac4c86019afc \(other)\n", into: OutputFolder.listName)
    #expect(OutputFolder(folder).files == ["a.html"])
    try write(["b.html": "1"])
    #expect(FileManager.default.fileExists(atPath: other))
  }

  @Test("knows a file by one path, however it is written")
  func spellings() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(["./a.png": "1", "i//b.png": "1", "i/../c.png": "1"])
    #expect(OutputFolder(folder).files == ["a.png", "c.png", "i/b.png"])
    try write(["a.png": "2", "i/./b.png": "2"])
    #expect(try names == ["a.png", "i"])
    #expect(text("a.png") == "2" && text("i/b.png") == "2")
    // These are two names, although Swift compares them as equal.
    let files = [RenderedFile("\u{e9}.png", "1"), RenderedFile("e\u{301}.png", "2")]
    try OutputFolder(folder).write(files, keepsOthers: false)
    #expect(text("\u{e9}.png") == "1" && text("e\u{301}.png") == "2")
    #expect(OutputFolder(folder).files.count == 2)
  }

  @Test("knows files with newlines and other odd characters in their names")
  func oddNames() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let odd = ["a\nb.png", "\n", "c\r\nd", "%0A", "100%", " e ", "\u{301}", "\u{7f}", "f\\g", "\u{2028}"]
    for text in ["1", "2"] { try write(Dictionary(uniqueKeysWithValues: odd.map { ($0, text) })) }
    #expect(Set(OutputFolder(folder).files) == Set(odd))
    #expect(odd.allSatisfy { text($0) == "2" })
    try write([:])
    #expect(try names == [])
  }

  @Test("still knows the files of a list that an older version wrote")
  func oldList() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try put("1", into: "a%41.html")
    try put("1", into: "b.html")
    try put("changed", into: "c.html")
    try put(
      """
      The files below are made by `render`, which replaces and removes them while they have these hashes, and no others.
      af63ac4c86019afc a%41.html
      af63ac4c86019afc b.html
      af63ac4c86019afc c.html

      """, into: OutputFolder.listName)
    #expect(OutputFolder(folder).files == ["a%41.html", "b.html", "c.html"])
    try write(["b.html": "2"])
    #expect(try names == ["b.html", "c.html"])
    #expect(
      text(OutputFolder.listName)?.hasPrefix(
        "`render` made these files. It replaces or removes a file only while the file still has the hash before its name.\n"
      ) == true)
  }

  @Test("reaches no file through a link")
  func links() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let other = folder + "-other"
    defer { try? FileManager.default.removeItem(atPath: other) }
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try Data("1".utf8).write(to: URL(filePath: "\(other)/victim.txt"))
    try write(["a.html": "1", "s/victim.txt": "1"])
    try FileManager.default.removeItem(atPath: "\(folder)/s")
    try FileManager.default.createSymbolicLink(atPath: "\(folder)/s", withDestinationPath: other)
    try write(["a.html": "2"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["victim.txt"])
    #expect(throws: OutputFolder.Failure.foreign(path: "\(folder)/s/new.png")) {
      try write(["a.html": "3", "s/new.png": "1"])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["victim.txt"])
    #expect(text("a.html") == "2")
  }
}
