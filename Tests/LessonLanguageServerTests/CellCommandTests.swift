import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("Commands at cells") struct CellCommandTests {
  private let text = Conversation.text

  private func conversation(_ capabilities: JSON = [:]) -> Conversation {
    let conversation = Conversation.begun(capabilities: capabilities)
    conversation.files[Conversation.path] = text
    return conversation
  }

  private func run(
    _ conversation: Conversation, _ command: String = "lessons.runCell", cell: String = "first"
  ) -> [LanguageServer.Action] {
    let parameters: JSON = [
      "command": .string(command), "arguments": [.string(Conversation.lesson), .string(cell)],
    ]
    return conversation.receive(.editor(Message.request("c", "workspace/executeCommand", parameters)))
  }

  private func diagnostics(_ actions: [LanguageServer.Action]) -> [JSON]? {
    actions.toEditor.last { $0["method"] == "textDocument/publishDiagnostics" }?["params"]?["diagnostics"]?.array
  }

  @Test("a command is run for the file, and the request is answered at once") func start() {
    let actions = run(conversation(), "lessons.runToHere", cell: "second")
    #expect(actions.toEditor == [Message.result("c", nil)])
    #expect(actions.last == .run(1, CellCommand(kind: .runThrough, path: Conversation.path, cell: "second")))
  }

  @Test("a text that is not saved, and a cell that is not there, are said") func refusals() {
    let conversation = conversation()
    #expect(
      run(conversation, cell: "third").toEditor.last?["params"]?["message"]
        == "lessons: Lessons/one.md has no cell 'third'")
    conversation.files[Conversation.path] = text + "More.\n"
    let told = run(conversation)
    #expect(told.count == 2)
    #expect(
      told.toEditor.last?["params"]?["message"] == "lessons: save Lessons/one.md first: what is built is the file")
  }

  @Test("how cells ended stands at their lines until they are changed, and moves with the text") func outcomes() {
    let conversation = conversation()
    _ = run(conversation)
    let line = text.position(of: "3\n").line
    let outcomes = [
      CellOutcome(cell: "first", line: line + 1, severity: .error, message: "differs"),
      CellOutcome(cell: "second", line: text.position(of: "let y").line, severity: .information, message: "pass, 1 ms"),
    ]
    let shown = diagnostics(conversation.receive(.command(1, .outcomes(outcomes))))
    #expect(shown?.map { $0["message"] } == ["differs", "pass, 1 ms"])
    #expect(shown?.first?["source"] == "lessons run")
    #expect(shown?.first?["range"] == .range(TextPosition(line: line, character: 0), length: 1))
    let moved = conversation.change(to: "# New\n\n" + text.dropFirst("# One\n".count))
    #expect(moved[0]["params"]?["diagnostics"]?.array?.first?["range"]?["start"]?["line"] == .int(line + 1))
    let changed = conversation.change(to: text.replacing("x.count", with: "x.count + 0"))
    #expect(changed[0]["params"]?["diagnostics"]?.array?.map { $0["message"] } == ["pass, 1 ms"])
    let output = conversation.change(to: text.replacing("x.first", with: "x.last"))
    #expect(output[0]["params"]?["diagnostics"] == [])
  }

  @Test("a newer command replaces an older one, whose reports are not heard any more") func newer() {
    let conversation = conversation()
    _ = run(conversation)
    #expect(
      run(conversation, cell: "second").contains(
        .run(2, CellCommand(kind: .run, path: Conversation.path, cell: "second"))))
    #expect(conversation.receive(.command(1, .failed("old"))) == [])
    #expect(conversation.receive(.command(2, .failed("new"))).toEditor.first?["params"]?["message"] == "lessons: new")
    #expect(conversation.receive(.command(2, .failed("again"))) == [])
  }

  @Test("an editor that shows progress is told of it") func progress() {
    let conversation = conversation(["window": ["workDoneProgress": true]])
    let begun = run(conversation).toEditor
    #expect(begun.map { $0["method"] } == [nil, "window/workDoneProgress/create", "$/progress"])
    #expect(begun[2]["params"]?["value"]?["title"] == "Running first")
    let report = conversation.receive(.command(1, .progress("building"))).toEditor
    #expect(report[0]["params"]?["value"] == ["kind": "report", "message": "building"])
    #expect(run(conversation).toEditor[1]["params"]?["value"] == ["kind": "end"])
    let ended = conversation.receive(.command(2, .outcomes([]))).toEditor
    #expect(ended.last?["params"]?["value"] == ["kind": "end"])
  }

  @Test("a command is ended where the author cancels its progress") func cancelled() {
    let conversation = conversation(["window": ["workDoneProgress": true]])
    _ = run(conversation)
    let cancel = { (token: JSON) -> LanguageServer.Event in
      .editor(Message.notification("window/workDoneProgress/cancel", ["token": token]))
    }
    #expect(conversation.receive(cancel("other")) == [])
    let actions = conversation.receive(cancel("lessons-1"))
    #expect(actions.last == .cancelCommand)
    #expect(actions.toEditor.first?["params"]?["value"] == ["kind": "end"])
    #expect(conversation.receive(cancel("lessons-1")) == [])
    #expect(conversation.receive(.command(1, .outcomes([]))) == [])
  }

  @Test("a recorded output is an edit of the lines that differ, in the editor") func record() {
    let conversation = conversation(["workspace": ["applyEdit": true]])
    _ = run(conversation, "lessons.recordCell")
    let recorded = text.replacing("3\n```", with: "4\n5\n```")
    let told = conversation.receive(.command(1, .recorded(Array(recorded.utf8), message: "recorded"))).toEditor
    let edits = told.first?["params"]?["edit"]?["changes"]?[Conversation.lesson]?.array
    let start = text.position(of: "3\n")
    let end = TextPosition(line: start.line + 1, character: 0)
    #expect(edits == [["range": ["start": start.json, "end": end.json], "newText": "4\n5\n"]])
    #expect(told[1]["params"]?["message"] == "lessons: recorded")
    _ = run(conversation, "lessons.recordCell")
    let same = conversation.receive(.command(2, .recorded(Array(text.utf8), message: "nothing to record"))).toEditor
    #expect(same.map { $0["method"] } == ["window/showMessage"])
  }

  @Test("a lesson that was changed meanwhile is not recorded") func changed() {
    let conversation = conversation(["workspace": ["applyEdit": true]])
    _ = run(conversation, "lessons.recordCell")
    conversation.change(to: text + "More.\n")
    let told = conversation.receive(.command(1, .recorded(Array("x".utf8), message: "recorded"))).toEditor
    #expect(told.map { $0["method"] } == ["window/showMessage"])
    #expect(told.first?["params"]?["type"] == 1)
  }
}
