import Foundation
import Testing

@Suite("The imports of this package")
struct ImportTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  @Test(
    "An import is found in each of its forms",
    arguments: [
      ("import A", "A"), ("  @testable import A", "A"), ("@_exported public import A.B", "A"),
      ("@preconcurrency import struct A.B", "A"), ("import A  // why", "A"), ("// import A", nil),
      ("let import_ = 1", nil),
    ] as [(String, String?)])
  func imports(_ line: String, _ module: String?) { #expect(ImportCheck.module(importedBy: line) == module) }

  @Test("Imports that are not declared are reported, and so are declarations that are not imported")
  func refused() {
    let target = ImportCheck.Target(
      name: "T", declared: ["A", "B", "p"], programs: ["p"],
      files: ["t.swift": "import A\nimport Foundation\n\n  import C\nlet text = \"\"\"\n  import D\n  \"\"\"\n"])
    #expect(
      ImportCheck.findings(target) == [
        .init(message: "T imports C, which it does not declare", file: "t.swift", line: 4),
        .init(message: "T declares B but never imports it"),
      ])
  }

  @Test("Every target declares what it imports, and imports what it declares")
  func package() throws {
    let targets = try Manifest.read(in: Self.root).targets
    #expect(targets.count > 20)
    for finding in targets.flatMap({ ImportCheck.findings($0) }) {
      Issue.record(
        "\(finding.message)",
        sourceLocation: SourceLocation(
          fileID: "lessons/Package.swift",
          filePath: finding.file ?? Self.root.appending(path: "Package.swift").path, line: finding.line, column: 1))
    }
  }
}
