import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("The conversation with sourcekit-lsp") struct CompilerServerTests {
  private func isStart(_ action: LanguageServer.Action) -> Bool {
    action == .startCompilerServer(compiler: "/swift/usr/bin/swiftc")
  }

  @Test("it is started when the first lesson is opened, and hears nothing before it has answered") func start() {
    let conversation = Conversation()
    conversation.initialize()
    #expect(
      !conversation.receive(
        .editor(Message.notification("textDocument/didOpen", ["textDocument": ["uri": "file:///x.md", "text": "# X"]]))
      ).contains(where: isStart))
    let opening = conversation.receive(
      .editor(
        Message.notification(
          "textDocument/didOpen",
          ["textDocument": ["uri": .string(Conversation.lesson), "version": 1, "text": .string(Conversation.text)]])))
    #expect(opening.contains(where: isStart))
    let first = conversation.takeSent()
    #expect(first.map { $0["method"] } == ["initialize"])
    #expect(first[0]["params"]?["initializationOptions"]?["compilationDatabase"] == ["searchPaths": ["../tmp/lsp"]])
    conversation.ask("textDocument/hover", at: Conversation.text.position(of: "x.count"))
    #expect(conversation.takeSent() == [])
    conversation.compilerServerStarts()
    let second = conversation.takeSent()
    #expect(second.map { $0["method"] } == ["initialized", "textDocument/didOpen", "textDocument/hover"])
    #expect(second[1]["params"]?["textDocument"]?["uri"] == .string(Conversation.cells))
    #expect(second[1]["params"]?["textDocument"]?["languageId"] == "swift")
  }

  @Test("it is not told that the editor wants to be asked, or asks itself, for what this server does")
  func capabilities() {
    let conversation = Conversation()
    conversation.initialize([
      "workspace": ["configuration": true], "window": ["workDoneProgress": true],
      "textDocument": [
        "hover": ["dynamicRegistration": true, "contentFormat": ["markdown"]], "diagnostic": [:], "semanticTokens": [:],
      ],
    ])
    conversation.open(Conversation.lesson, Conversation.text)
    #expect(
      (conversation.takeSent().first ?? nil)["params"]?["capabilities"] == [
        "textDocument": ["hover": ["contentFormat": ["markdown"]]]
      ])
  }

  @Test("a request in code is passed on at its place in the Swift file, and the answer comes back") func hover() {
    let conversation = Conversation.begun()
    let place = Conversation.text.position(of: "x.count", 3)
    #expect(conversation.ask("textDocument/hover", at: place) == [])
    let request = conversation.takeSent().first ?? nil
    #expect(request["params"]?["textDocument"] == ["uri": .string(Conversation.cells)])
    #expect(request["params"]?["position"] == conversation.generated("x.count", 3).json)
    let answer: JSON = [
      "contents": ["kind": "markdown", "value": "[count](doc://x)"],
      "range": .range(conversation.generated("x.count", 2), length: 5),
    ]
    let told = conversation.receive(.compilerServer(Message.result(request["id"] ?? nil, answer))).toEditor
    #expect(told.count == 1)
    #expect(told.first?["result"]?["range"] == .range(Conversation.text.position(of: "x.count", 2), length: 5))
    #expect(told.first?["result"]?["contents"] == answer["contents"])
  }

  @Test("in prose, on fences and in outputs nothing is asked", arguments: ["Prose", "```output", "3\n", "# One"])
  func prose(needle: String) {
    let conversation = Conversation.begun()
    for method in [
      "hover", "definition", "completion", "signatureHelp", "references", "rename", "prepareRename",
      "documentHighlight",
    ] where method != "hover" || needle != "```output" {
      let told = conversation.ask("textDocument/\(method)", at: Conversation.text.position(of: needle))
      #expect(told.count == 1)
      #expect(conversation.takeSent() == [])
    }
  }

  @Test("positions outside the text are answered, too") func outside() {
    let conversation = Conversation.begun()
    for (line, column) in [(99, 0), (0, 999), (-1, 0), (5, -3), (Int.max, Int.max), (5, Int.max)] {
      let told = conversation.ask("textDocument/hover", at: TextPosition(line: line, character: column))
      #expect(told.count + conversation.takeSent().count == 1)
    }
  }

  @Test("completion in code is not asked for after the characters of fences") func triggers() {
    let conversation = Conversation.begun()
    func ask(_ character: String) -> [JSON] {
      conversation.ask(
        "textDocument/completion",
        [
          "textDocument": ["uri": .string(Conversation.lesson)],
          "position": Conversation.text.position(of: "x.count", 2).json,
          "context": ["triggerKind": 2, "triggerCharacter": .string(character)],
        ])
    }
    #expect(ask("=").count == 1)
    #expect(conversation.takeSent() == [])
    #expect(ask(".") == [])
    #expect(conversation.takeSent().count == 1)
  }

  @Test("signatures are asked for where something is open in the cell's own code")
  func signatures() {
    let conversation = Conversation.begun()
    for (code, isAsked) in [("x.count", false), ("x.map(f)", false), ("x.map(", true), ("x[", true), ("\"\\(f(", true)]
    {
      let text = Conversation.text.replacing("x.count", with: code)
      conversation.change(to: text)
      _ = conversation.takeSent()
      let told = conversation.ask("textDocument/signatureHelp", at: text.position(of: code, code.utf16.count))
      #expect(conversation.takeSent().isEmpty != isAsked, "\(code)")
      #expect(told.isEmpty == isAsked)
    }
  }

  @Test("a cancelled request is cancelled there, and its error comes back") func cancel() {
    let conversation = Conversation.begun()
    conversation.ask("textDocument/hover", at: Conversation.text.position(of: "x.count"))
    let request = conversation.takeSent().first ?? nil
    #expect(conversation.tell("$/cancelRequest", ["id": 2]) == [])
    #expect((conversation.takeSent().first ?? nil)["params"] == ["id": request["id"] ?? nil])
    let error: JSON = ["code": -32800, "message": "cancelled"]
    let told = conversation.receive(.compilerServer(["id": request["id"] ?? nil, "error": error])).toEditor
    #expect(told.first?["error"] == error)
    #expect(conversation.tell("$/cancelRequest", ["id": 2]) == [])
    #expect(conversation.tell("$/cancelRequest", ["id": 99]) == [])
    #expect(conversation.tell("$/cancelRequest") == [])
    #expect(conversation.takeSent() == [])
  }

  @Test("a document that is closed while a request waits gets an empty answer, and a late one is ignored") func closed()
  {
    let conversation = Conversation.begun()
    conversation.ask("textDocument/hover", at: Conversation.text.position(of: "x.count"))
    let request = conversation.takeSent().first ?? nil
    let told = conversation.tell("textDocument/didClose", ["textDocument": ["uri": .string(Conversation.lesson)]])
    #expect(told.first?["result"] == .null)
    #expect(told.last?["params"]?["diagnostics"] == [])
    #expect((conversation.takeSent().first ?? nil)["method"] == "textDocument/didClose")
    #expect(conversation.receive(.compilerServer(Message.result(request["id"] ?? nil, ["contents": "x"]))) == [])
    #expect(conversation.publish([]) == nil)
    #expect(
      conversation.ask("textDocument/hover", at: Conversation.text.position(of: "x.count")).first?["result"] == .null)
  }

  @Test("a document that is opened twice has the second text") func openedTwice() {
    let conversation = Conversation.begun()
    conversation.open(Conversation.lesson, Conversation.text.replacing("y = x", with: "zz = x"))
    #expect(conversation.takeSent().map { $0["method"] } == ["textDocument/didClose", "textDocument/didOpen"])
    #expect(conversation.source.contains("zz = x"))
  }

  @Test("a file that is open under two names is opened there once") func twoNames() {
    let conversation = Conversation.begun()
    conversation.open("file://localhost/course/Lessons/one.md", Conversation.text)
    #expect(conversation.takeSent() == [])
  }

  @Test("only a change of code is sent, as the whole text") func changes() {
    let conversation = Conversation.begun()
    let change: JSON = [
      "range": .range(Conversation.text.position(of: "Prose"), length: 5), "text": "Other words",
    ]
    conversation.tell(
      "textDocument/didChange",
      ["textDocument": ["uri": .string(Conversation.lesson), "version": 2], "contentChanges": [change]])
    #expect(conversation.takeSent() == [])
    conversation.change(to: Conversation.text.replacing("x.first", with: "x.last"))
    let sent = conversation.takeSent()
    #expect(sent[0]["params"]?["contentChanges"]?.array?.first?["text"] == .string(conversation.source))
    #expect(sent[0]["params"]?["textDocument"]?["version"] == 2)
    #expect(conversation.source.contains("x.last"))
    conversation.change(to: Conversation.text.replacing("x.first", with: "x\0"))
    #expect(!conversation.source.contains("\0"))
  }

  @Test("when it crashes it is started again three times, and requests are answered with an error") func crashes() {
    let conversation = Conversation.begun()
    for _ in 0..<3 {
      conversation.ask("textDocument/hover", at: Conversation.text.position(of: "x.count"))
      let actions = conversation.receive(.compilerServerEnded)
      #expect(actions.toEditor.first?["error"]?["code"] == -32803)
      #expect(actions.contains(where: isStart))
      conversation.compilerServerStarts()
      #expect(conversation.takeSent().suffix(2).map { $0["method"] } == ["initialized", "textDocument/didOpen"])
    }
    let last = conversation.receive(.compilerServerEnded)
    #expect(!last.contains(where: isStart))
    #expect(last.toEditor.map { $0["method"] } == ["window/showMessage"])
    #expect(
      conversation.ask("textDocument/hover", at: Conversation.text.position(of: "x.count")).first?["result"] == .null)
    #expect(conversation.change(to: Conversation.text.replacing("x.first", with: "x.last")) == [])
    // The lesson's own problems are still shown.
    #expect(conversation.change(to: "no title\n").first?["method"] == "textDocument/publishDiagnostics")
  }

  @Test("where it is missing, that is said once, and the lesson's own problems are shown") func missing() {
    let conversation = Conversation()
    conversation.initialize()
    conversation.open(Conversation.lesson, Conversation.text)
    conversation.ask("textDocument/hover", at: Conversation.text.position(of: "x.count"))
    let told = conversation.receive(.compilerServerMissing).toEditor
    #expect(told.first?["params"]?["message"]?.string?.contains("`sourcekit-lsp` is not found") == true)
    #expect(told[1]["error"]?["code"] == -32803)
    #expect(
      conversation.open("file:///course/Lessons/two.md", Conversation.text).allSatisfy {
        $0["method"] != "window/showMessage"
      })
    #expect(conversation.change(to: "x").first?["params"]?["diagnostics"]?.array?.isEmpty == false)
  }

  @Test("where there is no build, that is said once, and it is not started until there is one") func noBuild() {
    let conversation = Conversation()
    conversation.initialize(isBuilt: false)
    let told = conversation.open(Conversation.lesson, Conversation.text)
    #expect(told.first?["params"]?["message"]?.string?.hasSuffix("run `make build`") == true)
    #expect(conversation.open("file:///course/Lessons/two.md", Conversation.text).count == 1)
    #expect(
      conversation.ask("textDocument/hover", at: Conversation.text.position(of: "x.count")).first?["result"] == .null)
    let built = conversation.receive(.course(Conversation.course()))
    #expect(built.contains(where: isStart))
    #expect(conversation.compilerServerStarts().count == 3)
  }

  @Test("where the editor's folder has no course, that of the lesson is looked for") func otherFolder() {
    let conversation = Conversation()
    conversation.ask("initialize", ["capabilities": [:], "rootUri": "file:///home"])
    let open = Message.notification(
      "textDocument/didOpen",
      ["textDocument": ["uri": .string(Conversation.lesson), "text": .string(Conversation.text)]])
    #expect(conversation.receive(.editor(open)).last == .findCourse(folder: "/course/Lessons"))
    #expect(conversation.receive(.course(Conversation.course())).contains(where: isStart))
  }

  @Test("modules that were built again are named to it, and so is a lesson that was never built") func builds() {
    let conversation = Conversation.begun()
    conversation.receive(.modulesBuilt(["/course/.build/debug/Modules/Tensors.swiftmodule"]))
    let change: JSON = ["uri": "file:///course/.build/debug/Modules/Tensors.swiftmodule", "type": 2]
    #expect((conversation.takeSent().first ?? nil)["params"]?["changes"] == [change])
    let actions = conversation.receive(
      .editor(
        Message.notification(
          "textDocument/didOpen",
          ["textDocument": ["uri": "file:///course/Lessons/new.md", "text": .string(Conversation.text)]])))
    let commands =
      actions.compactMap { action -> [JSON]? in
        if case .writeCompileCommands(let commands) = action { commands.array } else { nil }
      }.first ?? []
    let files = commands.compactMap { $0["file"]?.string?.split(separator: "/").last }
    #expect(files == ["new.cells.swift", "one.cells.swift", "two.cells.swift"])
    let arguments = commands.first?["arguments"]?.array?.compactMap(\.string) ?? []
    #expect(arguments.first == "/swift/usr/bin/swiftc")
    #expect(arguments.last?.hasSuffix("new.cells.swift") == true)
    #expect(!arguments.contains { $0.hasPrefix("@") })
    #expect(
      conversation.takeSent().map { $0["method"] } == ["workspace/didChangeWatchedFiles", "textDocument/didOpen"])
  }

  @Test("its own requests and messages do not reach the editor") func requests() {
    let conversation = Conversation.begun()
    let actions = conversation.receive(.compilerServer(Message.request("r", "client/registerCapability", [:])))
    #expect(actions.toEditor == [])
    #expect((conversation.takeSent().first ?? nil)["error"]?["code"] == -32601)
    #expect(
      conversation.receive(.compilerServer(Message.notification("window/logMessage", ["message": "m"]))) == [
        .log("sourcekit-lsp: m")
      ])
    for message: JSON in [
      [:], 5, ["id": 77, "result": nil], ["method": "textDocument/publishDiagnostics"], ["id": "x"],
    ] {
      #expect(conversation.receive(.compilerServer(message)) == [])
    }
  }

  @Test("Markdown files that are no lessons are left alone") func others() {
    let conversation = Conversation.begun()
    #expect(conversation.open("file:///course/README.md", "# Read me\n\n```swift\nlet x = 1\n```\n") == [])
    #expect(conversation.open("untitled:one", "# New") == [])
    #expect(conversation.takeSent() == [])
    let parameters: JSON = ["textDocument": ["uri": "file:///course/README.md"]]
    for method in ["documentSymbol", "foldingRange", "codeLens", "semanticTokens/full"] {
      #expect(conversation.ask("textDocument/\(method)", parameters).first?["result"] == .null)
    }
    #expect(conversation.change("file:///course/README.md", to: "# Read me\n") == [])
  }
}
