import LessonFormat
import Testing

@testable import LessonPresentation

@Suite("A unified diff")
struct UnifiedDiffTests {
  private func diff(_ text: String, _ edits: [LineEdit]) -> String {
    let lines = UnifiedDiff(SourceText(text), edits, file: "a.md", style: .plain).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst(2).dropLast().joined(separator: "\n")
  }

  private static let ten = (1...10).map { "\($0)\n" }.joined()

  @Test("has three lines of context around a change")
  func context() {
    let edit = LineEdit(lines: 5..<6, replacement: Array("five\nfive\n".utf8))
    #expect(diff(Self.ten, [edit]) == "@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+five\n 6\n 7\n 8")
  }

  @Test("joins changes whose contexts touch, and separates others")
  func hunks() {
    let near = [LineEdit(lines: 2..<3, replacement: []), LineEdit(lines: 9..<10, replacement: [])]
    #expect(diff(Self.ten, near).matches(of: /@@ -/).count == 1)
    let text = (1...20).map { "\($0)\n" }.joined()
    let far = [LineEdit(lines: 2..<3, replacement: []), LineEdit(lines: 15..<15, replacement: Array("x\n".utf8))]
    #expect(
      diff(text, far)
        == "@@ -1,5 +1,4 @@\n 1\n-2\n 3\n 4\n 5\n@@ -12,6 +11,7 @@\n 12\n 13\n 14\n+x\n 15\n 16\n 17")
  }

  @Test("marks a missing newline at the end of the file, and identifies an empty range by the line before it")
  func ends() {
    let edit = LineEdit(lines: 1..<2, replacement: Array("b\n".utf8))
    #expect(diff("a", [edit]) == "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b")
    #expect(diff("", [LineEdit(lines: 1..<1, replacement: Array("b\n".utf8))]) == "@@ -0,0 +1 @@\n+b")
  }
}
