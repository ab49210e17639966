import Foundation
import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("With the real sourcekit-lsp", .serialized, .enabled(if: Editor.hasCompilerServer), .timeLimit(.minutes(10)))
struct EndToEndTests {
  private func messages(_ diagnostics: [JSON]) -> [String] { diagnostics.compactMap { $0["message"]?.string } }

  @Test("an author is told what names mean, and where they are declared") func questions() throws {
    let editor = try Editor()
    let lesson = try EditedFile("Lessons/04-self-attention.md", in: editor)
    #expect(try lesson.hover("Tensor.randn", 8).contains("static func randn("))
    #expect(try lesson.hover("Tensor.randn", 8).contains("PyTorch: `torch.randn`"))
    #expect(try lesson.hover("x[0]\n").contains("let x: Tensor"))
    #expect(try lesson.hover("glossary.md#softmax", 3) == "")
    let masked = try lesson.ask("definition", "maskedFill", 2)
    #expect(masked.array?.first?["uri"]?.string?.hasSuffix("/Sources/Tensors/Operations/Masking.swift") == true)
    let declared = try lesson.ask("definition", "averages.allClose", 2).array
    #expect(declared?.first?["uri"] == .string(lesson.uri))
    #expect(declared?.first?["range"]?["start"] == lesson.text.position(of: "averages = Tensor").json)
    let lines = { (places: JSON) in places.array?.compactMap { $0["range"]?["start"]?["line"]?.int } }
    let highlights = lines(try lesson.ask("documentHighlight", "let triangle", 5))
    #expect(highlights?.count ?? 0 > 3)
    let references = try lesson.ask("references", "let triangle", 5, ["context": ["includeDeclaration": true]])
    #expect(lines(references) == highlights)
    let edit = try lesson.ask("rename", "let triangle", 5, ["newName": "lowerHalf"])
    #expect(edit["changes"]?[lesson.uri]?.array?.count == highlights?.count)
    #expect(try lesson.ask("prepareRename", "let triangle", 5)["placeholder"] == "triangle")
    let document: JSON = ["uri": .string(lesson.uri)]
    let hints = try editor.ask(
      "textDocument/inlayHint",
      [
        "textDocument": document,
        "range": ["start": ["line": 0, "character": 0], "end": ["line": 30, "character": 0]],
      ])
    #expect(hints.array?.contains { $0["label"] == ": Generator" } == true)
    #expect(try editor.end() == 0)
  }

  @Test("completion and signatures know what is declared before them") func typing() throws {
    let editor = try Editor()
    let lesson = try EditedFile("Lessons/04-self-attention.md", in: editor)
    lesson.change("x[0]\n", to: "x.\n")
    #expect(try lesson.completions("x.\n", 2).contains { $0.hasPrefix("softmax(") })
    lesson.change("x[0]\n", to: "print(x.\n")
    #expect(try lesson.completions("print(x.\n", 8).contains { $0.hasPrefix("softmax(") })
    lesson.change("x[0]\n", to: "av\n")
    #expect(try !lesson.completions("av\n", 2).contains("averages"))
    lesson.change("averages[0]\n", to: "averages[0]\nav\n")
    #expect(try lesson.completions("av\n```", 2).contains("averages"))
    lesson.change("x[0]\n", to: "Tensor.randn(\n")
    let signatures = try lesson.ask("signatureHelp", "Tensor.randn(\n", 13)["signatures"]?.array
    #expect(signatures?.first?["label"]?.string?.hasPrefix("randn(") == true)
    lesson.change("x[0]\n", to: "let face = \"😀→é\"; face.\n")
    #expect(try lesson.completions("face.\n", 5).contains("count"))
    #expect(try editor.end() == 0)
  }

  @Test("mistakes are told of at their place in text that was never built, with fixes") func mistakes() throws {
    let editor = try Editor(capabilities: [
      "textDocument": ["codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["quickfix"]]]]]
    ])
    let lesson = try EditedFile("Lessons/04-self-attention.md", in: editor)
    try lesson.diagnostics { $0.isEmpty }
    lesson.change("x[0]\n", to: "x.softMax(-1)\n")
    let found = try lesson.diagnostics { messages($0).contains { $0.contains("softMax") } }
    #expect(found.count == 1)
    #expect(found.first?["range"]?["start"] == lesson.text.position(of: "softMax").json)
    lesson.change("x[0]\n", to: "let face = \"😀→é\"; face.cunt\n")
    let emoji = try lesson.diagnostics { messages($0).contains { $0.contains("cunt") } }
    #expect(emoji.first?["range"]?["start"] == lesson.text.position(of: "cunt").json)
    lesson.change("x[0]\n", to: "x +\n")
    let glue = try lesson.diagnostics { messages($0).contains { $0.contains("after operator") } }
    #expect(glue.first?["range"]?["start"]?["line"] == .int(lesson.text.position(of: "x +\n").line))
    lesson.change("x[0]\n", to: "var z = x[0]\nz\n")
    let unused = try lesson.diagnostics { messages($0).contains { $0.contains("never mutated") } }
    let actions = try editor.ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(lesson.uri)], "range": unused.first?["range"] ?? nil,
        "context": ["diagnostics": .array(unused)],
      ])
    #expect(actions.array?.prefix { $0["edit"] != nil }.map { $0["title"] } == ["Replace 'var' with 'let'"])
    let edit = actions.array?.first?["edit"]?["changes"]?[lesson.uri]?.array
    #expect(edit?.first?["range"]?["start"] == lesson.text.position(of: "var z").json)
    lesson.set(lesson.original)
    try lesson.diagnostics { $0.isEmpty }
    #expect(try editor.end() == 0)
  }

  private static let broken = [
    "print(x[0]", "let s = \"abc", "}", "x[0])", "for i in 0..<3 {", "let q =", "x.", "x +", "\"\"\"\nabc", "/* x",
    "#if os(Linux)\nx[0]",
    "return", "guard x.shape.count > 0 else { return }", "import Nonsense", "import", "#endif", "😀", "\\", "`",
    "let (a, b", "@", "#",
  ]

  @Test("code that is not complete leaves the cells after it served") func brokenCells() throws {
    let editor = try Editor()
    let lesson = try EditedFile("Lessons/04-self-attention.md", in: editor)
    for code in Self.broken {
      lesson.change("x[0]\n", to: code + "\n")
      #expect(try lesson.hover("softWeights.matmul(x)", 14).contains("func matmul("), "after \(code)")
    }
    #expect(try editor.end() == 0)
  }

  @Test("each token is a word of the lesson, whatever its newlines", arguments: ["\n", "\r\n"]) func tokens(
    newline: String
  ) throws {
    let editor = try Editor()
    for name in ["Lessons/02-batching.md", "Lessons/04-self-attention.md", "Tests/CrashCourse/features.md"] {
      let text = try String(contentsOfFile: "\(Editor.root)/\(name)", encoding: .utf8).replacing("\n", with: newline)
      let lesson = try EditedFile(name, in: editor, text: text)
      let data = try editor.ask("textDocument/semanticTokens/full", ["textDocument": ["uri": .string(lesson.uri)]])[
        "data"]?.array
      let tokens = SemanticTokens(data: data ?? []).tokens
      #expect(tokens.count > 100)
      let lines = text.split(separator: newline, omittingEmptySubsequences: false).map { Array($0.utf16) }
      let names = SemanticLegend.json["tokenTypes"]?.array?.compactMap(\.string) ?? []
      for token in tokens
      where ["keyword", "struct", "number", "method", "identifier", "variable"].contains(names[token.type]) {
        let line = lines[token.start.line]
        let end = token.start.character + token.length
        #expect(end <= line.count)
        let word = String(decoding: line[token.start.character..<min(end, line.count)], as: UTF16.self)
        // A cut word would have both kinds of characters, or begin after a letter.
        let kinds = Set(word.map { $0.isLetter || $0.isNumber || "_$#@`".contains($0) })
        #expect(kinds.count == 1 || names[token.type] == "number", "\(name):\(token.start.line + 1): \(word)")
      }
    }
    #expect(try editor.end() == 0)
  }

  @Test("a lesson that was never built is served, too") func unbuilt() throws {
    let editor = try Editor()
    let text = "# New\n\n```swift-cell id=a\nimport Tensors\nlet x = Tensor.ones([2])\nx.sum()\n```\n"
    let lesson = try EditedFile("Lessons/77-never-built.md", in: editor, text: text)
    #expect(try lesson.hover("Tensor.ones", 8).contains("func ones("))
    lesson.change("x.sum()", to: "x.sun()")
    #expect(try lesson.diagnostics { !$0.isEmpty }[0]["range"]?["start"] == lesson.text.position(of: "sun").json)
    lesson.set(text)
    try lesson.diagnostics { $0.isEmpty }
    #expect(try editor.end() == 0)
  }

  #if os(Linux)
    /// The ids of a process's children.
    private func children(of process: Int32) -> [Int32] {
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return entries.compactMap { Int32($0) }.filter { pid in
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        return status.contains("PPid:\t\(process)\n")
      }
    }

    @Test("however it ends, nothing is left behind", arguments: [nil, SIGTERM, SIGINT, SIGHUP, SIGKILL]) func end(
      signal: Int32?
    ) throws {
      let temporary = FileManager.default.temporaryDirectory.appending(path: "lsp-test-\(UUID())")
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: temporary) }
      let editor = try Editor(environment: ["TMPDIR": temporary.path])
      let lesson = try EditedFile("Lessons/04-self-attention.md", in: editor)
      #expect(try lesson.hover("Tensor.randn", 8).contains("randn"))
      let children = children(of: editor.process.processIdentifier)
      #expect(children.count == 1)
      if let signal { kill(editor.process.processIdentifier, signal) } else { #expect(try editor.hangUp() == 1) }
      editor.process.waitUntilExit()
      let limit = Date(timeIntervalSinceNow: 10)
      while Date() < limit, children.contains(where: { kill($0, 0) == 0 }) { usleep(20_000) }
      #expect(children.allSatisfy { kill($0, 0) != 0 })
      let left = try FileManager.default.contentsOfDirectory(atPath: temporary.path).filter {
        $0.hasPrefix("lessons-lsp")
      }
      // A killed program cannot clean up.
      #expect(signal == SIGKILL || left == [])
    }
  #endif
}
