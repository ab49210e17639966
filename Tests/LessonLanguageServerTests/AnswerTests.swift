import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("Answers of sourcekit-lsp") struct AnswerTests {
  private let text = Conversation.text

  /// Asks about the `x` of `x.count`, and returns the result that the editor gets.
  private func result(_ method: String, _ answer: (Conversation) -> JSON) -> JSON? {
    let conversation = Conversation.begun()
    conversation.ask("textDocument/\(method)", at: text.position(of: "x.count"))
    return conversation.answer(answer(conversation)).last?["result"]
  }

  @Test(
    "places in the lesson, in other files and in lessons that are not open are named; places in generated code are not")
  func definitions() {
    let conversation = Conversation.begun()
    conversation.files["/course/Lessons/two.md"] = text.replacing("Prose", with: "\n\nProse")
    conversation.ask("textDocument/definition", at: text.position(of: "x.count"))
    let generated = { (name: String) -> JSON in .string("file://\(Conversation.output)/\(name)") }
    var lower = conversation.generated("let x", 4)
    lower.line += 2
    let result = conversation.answer([
      ["uri": generated("one.cells.swift"), "range": .range(conversation.generated("let x", 4), length: 1)],
      ["uri": "file:///course/Sources/A.swift", "range": .range(TextPosition(line: 1, character: 2), length: 3)],
      ["uri": generated("two.cells.swift"), "range": .range(lower, length: 1)],
      ["uri": generated("one.cells.swift"), "range": .range(TextPosition(line: 1, character: 2), length: 3)],
      ["uri": generated("one.text.swift"), "range": .range(TextPosition(line: 1, character: 2), length: 3)],
    ]).first?["result"]?.array
    #expect(
      result?.map { $0["uri"] } == [
        .string(Conversation.lesson), "file:///course/Sources/A.swift", "file:///course/Lessons/two.md",
      ])
    #expect(result?.first?["range"] == .range(text.position(of: "let x", 4), length: 1))
    #expect(result?[1]["range"] == .range(TextPosition(line: 1, character: 2), length: 3))
    #expect(result?[2]["range"] == .range(lower, length: 1))
  }

  @Test("links have three ranges, of two files") func links() {
    let result = result("definition") { conversation in
      [
        [
          "originSelectionRange": .range(conversation.generated("x.count"), length: 1),
          "targetUri": "file:///course/Sources/A.swift",
          "targetRange": .range(TextPosition(line: 5, character: 0), length: 9),
          "targetSelectionRange": .range(TextPosition(line: 5, character: 4), length: 1),
        ]
      ]
    }
    #expect(result?.array?.first?["originSelectionRange"] == .range(text.position(of: "x.count"), length: 1))
    #expect(result?.array?.first?["targetRange"] == .range(TextPosition(line: 5, character: 0), length: 9))
  }

  @Test("completions keep what is handed back, and their edits are in the lesson") func completions() {
    let data: JSON = ["uri": .string(Conversation.cells), "id": .number("12345678901234567890")]
    let result = result("completion") { conversation in
      let range = JSON.range(conversation.generated("x.count", 2), length: 5)
      return [
        "isIncomplete": true,
        "items": [
          ["label": "count", "data": data, "textEdit": ["range": range, "newText": "count"]],
          ["label": "c", "textEdit": ["insert": range, "replace": range, "newText": "c"]],
          [
            "label": "glue",
            "textEdit": ["range": .range(TextPosition(line: 1, character: 0), length: 1), "newText": "g"],
          ],
        ],
      ]
    }
    let range = JSON.range(text.position(of: "x.count", 2), length: 5)
    #expect(result?["isIncomplete"] == true)
    #expect(result?["items"]?.array?.map { $0["label"] } == ["count", "c"])
    #expect(result?["items"]?.array?.first?["data"] == data)
    #expect(result?["items"]?.array?.first?["textEdit"]?["range"] == range)
    #expect(result?["items"]?.array?[1]["textEdit"]?["replace"] == range)
  }

  @Test("an item that sourcekit-lsp has offered is completed there, another one is complete") func resolve() {
    let conversation = Conversation.begun()
    let own: JSON = ["label": "id="]
    #expect(conversation.ask("completionItem/resolve", own).first?["result"] == own)
    let item: JSON = ["label": "count", "data": ["uri": .string(Conversation.cells)]]
    #expect(conversation.ask("completionItem/resolve", item) == [])
    #expect(conversation.sent.last?["params"] == item)
    #expect(conversation.answer(["label": "count", "documentation": "d"]).first?["result"]?["documentation"] == "d")
  }

  @Test("an edit of several files changes the lesson, each place once") func rename() {
    let edit = { (range: JSON) -> JSON in ["range": range, "newText": "z"] }
    let changes = result("rename") { conversation in
      let place = edit(.range(conversation.generated("let x", 4), length: 1))
      return [
        "changes": .object([
          Conversation.cells: [place, place, edit(.range(TextPosition(line: 1, character: 0), length: 1))],
          "file://\(Conversation.output)/one.text.swift": [place],
        ])
      ]
    }
    #expect(
      changes == ["changes": .object([Conversation.lesson: [edit(.range(text.position(of: "let x", 4), length: 1))]])])
    let documents = result("rename") { conversation in
      [
        "documentChanges": [
          [
            "textDocument": ["uri": .string(Conversation.cells), "version": 5],
            "edits": [edit(.range(conversation.generated("let x", 4), length: 1))],
          ]
        ]
      ]
    }
    #expect(
      documents?["documentChanges"]?.array?.first?["textDocument"] == [
        "uri": .string(Conversation.lesson), "version": 1,
      ])
    #expect(
      result("rename") { _ in
        ["changes": .object([Conversation.cells: [edit(.range(TextPosition(line: 1, character: 0), length: 1))]])]
      } == .null)
  }

  @Test("an edit of a text that has changed since is refused") func lateRename() {
    let conversation = Conversation.begun()
    conversation.ask("textDocument/rename", at: text.position(of: "x.count"))
    let request = conversation.takeSent().first ?? nil
    conversation.change(to: text.replacing("let y", with: "let zz"))
    let told = conversation.receive(.compilerServer(Message.result(request["id"] ?? nil, ["changes": [:]]))).toEditor
    #expect(told.first?["error"]?["code"] == -32801)
  }

  @Test("where the index knows nothing, the places in the lesson are the references") func references() {
    let conversation = Conversation.begun()
    conversation.ask("textDocument/references", at: text.position(of: "x.count"))
    #expect(conversation.answer([]) == [])
    #expect(conversation.sent.last?["method"] == "textDocument/documentHighlight")
    let range = JSON.range(conversation.generated("let x", 4), length: 1)
    let places: JSON = [
      ["uri": .string(Conversation.lesson), "range": .range(text.position(of: "let x", 4), length: 1)]
    ]
    #expect(conversation.answer([["range": range, "kind": 1]]).first?["result"] == places)
  }

  @Test("tokens are those of the lesson's code, in the editor's numbers, and of the lines that it asked for")
  func tokens() {
    let conversation = Conversation.begun()
    let document: JSON = ["uri": .string(Conversation.lesson)]
    let tokens = SemanticTokens([
      .init(start: TextPosition(line: 1, character: 0), length: 3, type: 0, modifiers: 0),
      .init(start: conversation.generated("let x", 4), length: 1, type: 0, modifiers: 2),
      .init(start: conversation.generated("let x", 9), length: 1, type: 1, modifiers: 0),
      .init(start: conversation.generated("x.count"), length: 1, type: 2, modifiers: 1),
    ])
    let first = text.position(of: "let x", 4)
    func lines(_ range: JSON?) -> JSON? {
      let method = range == nil ? "textDocument/semanticTokens/full" : "textDocument/semanticTokens/range"
      conversation.ask(method, ["textDocument": document, "range": range ?? nil])
      #expect(conversation.sent.last?["method"] == "textDocument/semanticTokens/full")
      return conversation.answer(["data": tokens.data, "resultId": "1"]).first?["result"]
    }
    let types = SemanticLegend.json["tokenTypes"]?.array ?? []
    let (variable, structure) = (types.firstIndex(of: "variable") ?? 0, types.firstIndex(of: "struct") ?? 0)
    #expect(
      lines(nil) == [
        "data": .array([first.line, first.character, 1, variable, 1, 1, 0, 1, structure, 8].map(JSON.int))
      ])
    #expect(
      lines(.range(first, length: 1)) == ["data": .array([first.line, first.character, 1, variable, 1].map(JSON.int))])
  }

  @Test("hints stand in the lesson's code, each once") func hints() {
    let conversation = Conversation.begun()
    conversation.ask(
      "textDocument/inlayHint",
      [
        "textDocument": ["uri": .string(Conversation.lesson)],
        "range": ["start": ["line": 0, "character": 0], "end": ["line": 5, "character": 0]],
      ])
    let hint = { (position: TextPosition) -> JSON in ["position": position.json, "label": ": Int"] }
    let (x, y) = (conversation.generated("let x", 5), conversation.generated("let y", 5))
    let told = conversation.answer([hint(x), hint(x), hint(y), hint(TextPosition(line: 1, character: 3))])
    #expect(told.first?["result"] == [hint(text.position(of: "let x", 5))])
  }

  @Test("where sourcekit-lsp fails to say something, there is nothing to say, but a rename tells why") func failures() {
    for (method, isShown) in [("hover", false), ("definition", false), ("rename", true)] {
      let conversation = Conversation.begun()
      conversation.ask("textDocument/\(method)", at: text.position(of: "x.count"))
      let error: JSON = ["code": -32001, "message": "m"]
      let actions = conversation.receive(.compilerServer(["id": conversation.sent.last?["id"] ?? nil, "error": error]))
      #expect((actions.toEditor.first?["error"] == error) == isShown)
      #expect((actions.toEditor.first?["result"] == .null) != isShown)
    }
  }

  @Test("the commands of a cell are actions on its fences, in its code and in its outputs, after the fixes")
  func commandActions() {
    let conversation = Conversation.begun(capabilities: [
      "textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]]
    ])
    func ask(_ needle: String, only: JSON? = nil) -> JSON? {
      let context: JSON = only.map { ["diagnostics": [], "only": $0] } ?? ["diagnostics": []]
      let told = conversation.ask(
        "textDocument/codeAction",
        [
          "textDocument": ["uri": .string(Conversation.lesson)], "range": .range(text.position(of: needle), length: 0),
          "context": context,
        ])
      return told.isEmpty ? conversation.answer([]).first?["result"] : told.first?["result"]
    }
    for needle in ["```swift-cell id=first", "x.count", "3\n"] {
      let actions = ask(needle)?.array
      #expect(
        actions?.map { $0["command"]?["command"] } == ["lessons.runCell", "lessons.runToHere", "lessons.recordCell"])
      #expect(actions?.first?["command"]?["arguments"] == [.string(Conversation.lesson), "first"])
      #expect(actions?.first?["kind"] == nil)
    }
    #expect(ask("Prose") == .null)
    #expect(ask("3\n", only: ["quickfix"]) == .null)
    #expect(ask("x.count", only: ["quickfix"]) == [])
    #expect(ask("x.count", only: [""])?.array?.count == 3)
    #expect(ask("x.count", only: ["refactor"]) == .null)
  }

  @Test("only fixes of the lesson's own text are offered") func actions() {
    let conversation = Conversation.begun()
    let place = text.position(of: "let x")
    let diagnostic: JSON = ["range": .range(place, length: 3), "message": "m", "source": "SourceKit"]
    let own: JSON = ["range": .range(place, length: 3), "message": "m", "source": "lessons"]
    conversation.ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(Conversation.lesson)], "range": .range(place, length: 3),
        "context": ["diagnostics": [diagnostic, own]],
      ])
    let generated = JSON.range(conversation.generated("let x"), length: 3)
    #expect(conversation.sent.last?["params"]?["context"]?["diagnostics"]?.array?.map { $0["range"] } == [generated])
    let glue = JSON.range(TextPosition(line: 1, character: 0), length: 3)
    func action(_ title: String, _ range: JSON, _ kind: String = "quickfix") -> JSON {
      [
        "title": .string(title), "kind": .string(kind),
        "edit": ["changes": .object([Conversation.cells: [["range": range, "newText": "var"]]])],
      ]
    }
    var command = action("command", generated)
    command["command"] = ["command": "x"]
    let told = conversation.answer([
      action("fix", generated), action("glue", glue), action("refactor", generated, "refactor"), command,
    ])
    #expect(told.first?["result"]?.array?.prefix { $0["edit"] != nil }.map { $0["title"] } == ["fix"])
    #expect(
      told.first?["result"]?.array?.first?["edit"]?["changes"]?[Conversation.lesson]?.array?.first?["range"]
        == .range(place, length: 3))
  }
}
