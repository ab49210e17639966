import Foundation
import LessonFormat
import LessonRuntime
import Testing

@testable import LessonRunner

@Suite("Kept values")
struct KeptValueTests {
  private let program = Program("crash-course")
  private let cache = FileManager.default.temporaryDirectory.appending(path: "lessons-\(UUID())")

  private func run(_ arguments: String...) throws -> String {
    let result = try program.run(
      arguments + ["--plain"], in: CommandTests.root, environment: ["XDG_CACHE_HOME": cache.path])
    #expect(result.code == 0, "\(result)")
    return result.output + result.errors
  }

  /// The files below the cache folder.
  private var files: [URL] {
    let paths = FileManager.default.enumerator(atPath: cache.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.contains("#") }.sorted().map { cache.appending(path: $0) }
  }

  /// What a run says of each value.
  private func outcomes(_ output: String) -> [String] {
    output.split(separator: "\n").compactMap { line in
      line.hasPrefix("  kept from an earlier run")
        ? "used" : line.hasPrefix("  kept for") ? "saved" : line.hasPrefix("  the result cannot") ? "not saved" : nil
    }
  }

  @Test("are used by the next run, which says so, and made anew with --fresh, for another variant, or if damaged")
  func runs() throws {
    defer { try? FileManager.default.removeItem(at: cache) }
    #expect(try outcomes(run("run", "keeps")) == ["saved", "saved", "saved"])
    #expect(files.count == 3)
    // What cannot be made from its bytes is made anew.
    let expected = ["used", "used", "saved"]
    #expect(try outcomes(run("run", "keeps")) == expected)
    #expect(try run("run", "keeps").contains("kept from an earlier run, where it took"))
    #expect(try outcomes(run("run", "keeps", "--fresh")) == ["saved", "saved", "saved"])
    // Only the last version of a value is kept.
    #expect(try outcomes(run("run", "keeps", "--variant", "other")) == ["saved", "saved", "saved"])
    #expect(files.count == 3)
    #expect(try outcomes(run("run", "keeps", "--variant", "other")) == expected)
    for file in files {
      var bytes = Array(try Data(contentsOf: file))
      bytes[bytes.count - 1] ^= 1
      try Data(bytes).write(to: file)
    }
    #expect(try outcomes(run("run", "keeps", "--variant", "other")) == ["saved", "saved", "saved"])
    for file in files { try Data("lessons-kept-1".utf8).write(to: file) }
    #expect(try outcomes(run("run", "keeps", "--variant", "other")) == ["saved", "saved", "saved"])
  }

  @Test("are neither used nor left behind by check and record")
  func checks() throws {
    defer { try? FileManager.default.removeItem(at: cache) }
    let temporary = { try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path) }
    let before = Set(try temporary().filter { $0.hasPrefix("lessons-kept-") })
    _ = try run("check", "keeps")
    _ = try run("record", "keeps", "--dry-run")
    #expect(files.isEmpty)
    #expect(Set(try temporary().filter { $0.hasPrefix("lessons-kept-") }).isSubset(of: before))
  }

  @Test("that cannot be kept hurt nothing, and the run says why")
  func noFolder() throws {
    try Data().write(to: cache)
    defer { try? FileManager.default.removeItem(at: cache) }
    let output = try run("run", "keeps")
    #expect(outcomes(output) == ["not saved", "not saved", "not saved"])
    #expect(output.contains("Not a directory"), "\(output)")
  }

  @Test("depend on the code up to their cell, on the variant, and on what the lesson names")
  func names() throws {
    defer { try? FileManager.default.removeItem(at: cache) }
    func isKept(_ digests: [UInt64], cell: Int = 1, variant: String? = nil, depending: [String] = []) -> Bool {
      let cells = digests.enumerated().map { CompiledCell(id: "c\($0)", line: $0, digest: $1) }
      let lesson = CompiledLesson(name: "l", file: "l.md", source: "", cells: cells, body: .sync { _ in })
      let values = KeptValueFiles(KeptValuesFolder(cache.path), of: lesson, variant: variant)
      values.begin(cell)
      depending.forEach { values.depend(on: $0) }
      let place = values.nextPlace()
      if place.read() != nil { return true }
      try? place.write(KeptContents(bytes: [7], seconds: 1))
      return false
    }
    #expect(!isKept([1, 2, 3]))
    #expect(isKept([1, 2, 3]))
    #expect(isKept([1, 2, 4]), "a cell after it does not matter")
    #expect(!isKept([1, 5, 3]))
    #expect(!isKept([0, 5, 3]))
    #expect(!isKept([0, 5, 3], variant: "v"))
    #expect(!isKept([0, 5, 3], variant: "v", depending: ["text"]))
    #expect(isKept([0, 5, 3], variant: "v", depending: ["text", "text"]))
    #expect(!isKept([0, 5, 3], variant: "v", depending: ["other"]))
  }
}
