import Foundation
import Testing

@Suite("The version")
struct VersionTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  private static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test("is a semantic one, and that of the changelog's newest release, if there is one")
  func changelog() throws {
    let line = try Self.text(of: "Sources/LessonTool/Version.swift").firstMatch(of: /toolVersion = "(\d+\.\d+\.\d+)"/)
    let version = try #require(line.map { String($0.1) })
    let releases = try Self.text(of: "CHANGELOG.md").matches(of: /(?m)^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$/)
    if let newest = releases.first.map({ String($0.1) }) { #expect(newest == version) }
  }
}
