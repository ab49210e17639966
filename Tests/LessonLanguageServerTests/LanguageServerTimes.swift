import Foundation
import Testing

@testable import LessonLanguageServer

/// What an author waits for: `make bench-lsp` prints the medians.
@Suite(
  "Times of the language server", .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["LESSONS_MEASURE"] != nil))
struct LanguageServerTimes {
  private static func milliseconds(_ action: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(action) / .milliseconds(1)
  }

  private static func report(_ name: String, _ times: [Double], _ unit: String = "ms") {
    let sorted = times.sorted()
    let words = [name, String(Int(sorted[sorted.count / 2].rounded())), unit]
    let range = sorted.count > 1 ? " (\(Int(sorted[0].rounded())) to \(Int(sorted[sorted.count - 1].rounded())))" : ""
    print("| \(words[0].padding(toLength: 58, withPad: " ", startingAt: 0)) | \(words[1]) \(words[2])\(range) |")
  }

  /// Ends a measurement whose answer is wrong.
  private func require(_ isRight: Bool) throws { if !isRight { throw Editor.Failure(description: "a wrong answer") } }

  @Test("are printed") func times() throws {
    var editor: Editor?
    var starts: [Double] = []
    for _ in 0..<5 {
      if let editor { _ = try editor.end() }
      starts.append(
        try Self.milliseconds {
          editor = try Editor()
          guard let editor else { return }
          let lesson = try EditedFile("Lessons/04-self-attention.md", in: editor)
          try require(lesson.hover("Tensor.randn", 8).contains("randn"))
        })
    }
    Self.report("start to the first hover", starts)
    guard let editor else { return }
    let lesson = try EditedFile("Lessons/04-self-attention.md", in: editor)
    _ = try lesson.hover("Tensor.randn", 8)
    Self.report("memory after one lesson: lessons lsp", [Self.megabytes(editor, ofChild: false)], "MB")
    Self.report("memory after one lesson: sourcekit-lsp", [Self.megabytes(editor, ofChild: true)], "MB")

    func measure(_ name: String, _ count: Int = 21, _ action: (Int) throws -> Void) rethrows {
      Self.report(name, try (0..<count).map { number in try Self.milliseconds { try action(number) } })
    }
    try measure("hover") { _ in try require(lesson.hover("softmax(-1)", 2) != "") }
    try measure("definition") { _ in try require(lesson.ask("definition", "maskedFill", 2).array?.count == 1) }
    try measure("completion after `x.`, typed anew") { number in
      lesson.change("x[0]\n", to: "x\(String(repeating: " ", count: number % 2)).\n")
      try require(lesson.completions(".\n```", 1).count > 50)
    }
    try measure("hover after a key press") { number in
      lesson.change("x[0]\n", to: "x[\(number)]\n")
      try require(lesson.hover("softmax(-1)", 2) != "")
    }
    try measure("diagnostics of a mistake") { number in
      lesson.change("x[0]\n", to: "x.none\(number)\n")
      try lesson.diagnostics { $0.contains { $0["message"]?.string?.contains("none\(number)'") == true } }
    }
    try measure("the lesson's own problems") { number in
      lesson.change("id=first-text", to: "id=first-text nonsense\(number)=1")
      try lesson.diagnostics { $0.contains { $0["message"]?.string?.contains("nonsense\(number)'") == true } }
    }
    lesson.set(lesson.original)
    try measure("semantic tokens") { _ in
      let tokens = try editor.ask("textDocument/semanticTokens/full", ["textDocument": ["uri": .string(lesson.uri)]])
      #expect(tokens["data"]?.array?.isEmpty == false)
    }
    for name in ["01-tokenizer", "02-batching", "03-bigram", "05-scaled-attention"] {
      let other = try EditedFile("Lessons/\(name).md", in: editor)
      _ = try editor.ask("textDocument/semanticTokens/full", ["textDocument": ["uri": .string(other.uri)]])
    }
    Self.report("memory after five lessons: lessons lsp", [Self.megabytes(editor, ofChild: false)], "MB")
    Self.report("memory after five lessons: sourcekit-lsp", [Self.megabytes(editor, ofChild: true)], "MB")
    #expect(try editor.end() == 0)
  }

  /// The resident memory of the server, or of its child; 0 where the system does not say.
  private static func megabytes(_ editor: Editor, ofChild: Bool) -> Double {
    let parent = editor.process.processIdentifier
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for entry in entries where Int32(entry) != nil {
      let status = (try? String(contentsOfFile: "/proc/\(entry)/status", encoding: .utf8)) ?? ""
      guard ofChild ? status.contains("PPid:\t\(parent)\n") : entry == "\(parent)",
        let size = status.firstMatch(of: /VmRSS:\s*(\d+) kB/), let kilobytes = Double(size.1)
      else { continue }
      return kilobytes / 1000
    }
    return 0
  }
}
