import Foundation
import Testing

@Suite("CONTRIBUTING.md")
struct ContributingTests {
  @Test("names only files and folders that exist")
  func files() throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let text = try String(contentsOf: root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    let folders = ["Sources", "Tests", "Benchmarks", "Plugins", "Lessons"]
    let paths = try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path).map { "/\(folder)/\($0)" }
    }
    let named = text.matches(of: /`((Sources|Tests|Benchmarks|Plugins)\/[^`*]+|[\w+\/]+\.swift)`/).map { String($0.1) }
    #expect(named.count > 40)
    for name in named {
      let path = name.hasSuffix("/") ? String(name.dropLast()) : name
      #expect(paths.contains { $0 == "/\(path)" || $0.hasSuffix("/\(path)") }, "\(name)")
    }
  }
}
