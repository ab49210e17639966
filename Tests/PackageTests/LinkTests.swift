import Foundation
import Testing

@Suite("The documentation's pages")
struct LinkTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
  private static let pages =
    ["README.md", "CONTRIBUTING.md", "SECURITY.md", "Benchmarks/README.md", "Tests/NotebookMirrors/README.md"]
    + ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Documentation").path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/\($0)" }

  @Test("link only to files and headings that exist", arguments: pages)
  func links(page: String) throws {
    let file = Self.root.appending(path: page)
    for link in try prose(of: file).matches(of: /\]\(([^)\s]+)\)/).map({ String($0.1) }) where !link.contains("://") {
      let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      let target = parts[0].isEmpty ? file : file.deletingLastPathComponent().appending(path: parts[0]).standardized
      #expect(FileManager.default.fileExists(atPath: target.path), "\(link)")
      if parts.count > 1 { #expect(try anchors(of: target).contains(parts[1]), "\(link)") }
    }
  }

  /// The text of a page without its fenced blocks.
  private func prose(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8).replacing(/(?ms)^(`{3,})[^\n`]*\n.*?^\1$/, with: "")
  }

  /// The anchors that a code host gives to a page's headings.
  private func anchors(of file: URL) throws -> [String] {
    try prose(of: file).matches(of: /(?m)^#+ (.+)$/).map { heading in
      heading.1.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.replacing(" ", with: "-")
    }
  }
}
