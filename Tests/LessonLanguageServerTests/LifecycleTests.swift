import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("A language server's life") struct LifecycleTests {
  private func code(_ messages: [JSON]) -> Int? { messages.count == 1 ? messages[0]["error"]?["code"]?.int : nil }

  @Test("the editor is told at once what the server can do, and its folder's course is looked for") func initialize() {
    let conversation = Conversation()
    let actions = conversation.receive(
      .editor(
        Message.request(
          7, "initialize", ["workspaceFolders": [["uri": "file:///a%20b", "name": "x"]], "capabilities": [:]])))
    #expect(actions.last == .findCourse(folder: "/a b"))
    let result = actions.toEditor.first?["result"]
    #expect(result?["serverInfo"] == ["name": "lessons", "version": "1.2.3"])
    #expect(result?["capabilities"]?["textDocumentSync"]?["change"] == 2)
    #expect(result?["capabilities"]?["documentFormattingProvider"] == nil)
    // Objects are only for editors that say that they know them.
    #expect(result?["capabilities"]?["renameProvider"] == true)
    #expect(actions.toEditor.first?["id"] == 7)
  }

  @Test("requests before the first one are refused, and notifications are ignored") func tooEarly() {
    let conversation = Conversation()
    #expect(code(conversation.ask("textDocument/hover")) == -32002)
    #expect(code(conversation.ask("shutdown")) == -32002)
    #expect(conversation.open(Conversation.lesson, Conversation.text) == [])
  }

  @Test("a second first request is refused") func twice() {
    #expect(code(Conversation.begun().ask("initialize")) == -32600)
  }

  @Test("unknown requests are refused, and unknown notifications ignored") func unknown() {
    let conversation = Conversation.begun()
    #expect(code(conversation.ask("textDocument/formatting", ["textDocument": ["uri": "x"]])) == -32601)
    #expect(code(conversation.ask("no/suchMethod")) == -32601)
    #expect(conversation.tell("$/setTrace", ["value": "off"]) == [])
    #expect(conversation.tell("no/suchMethod") == [])
  }

  @Test(
    "requests without what they need are refused",
    arguments: [
      ("textDocument/hover", [:]), ("textDocument/hover", ["textDocument": ["uri": 5]]),
      ("textDocument/hover", ["textDocument": ["uri": "file:///course/Lessons/one.md"]]),
      ("textDocument/codeAction", ["textDocument": ["uri": "file:///course/Lessons/one.md"], "range": nil]),
      ("workspace/executeCommand", ["command": "rm"]), ("workspace/executeCommand", ["command": "lessons.runCell"]),
      ("workspace/executeCommand", ["command": "lessons.runCell", "arguments": ["file:///x"]]),
    ] as [(String, JSON)]) func parameters(method: String, parameters: JSON)
  {
    #expect(code(Conversation.begun().ask(method, parameters)) == -32602)
  }

  @Test("what is no message is answered with an error") func noMessage() {
    let conversation = Conversation.begun()
    #expect(code(conversation.receive(.editorSentInvalidJSON).toEditor) == -32700)
    for message: JSON in [[], 5, [:], ["id": 3], ["id": 3, "method": 4], [["id": 1, "method": "shutdown"]]] {
      #expect(code(conversation.receive(.editor(message)).toEditor) == -32600)
    }
    #expect(conversation.receive(.editor(["id": "edit-1", "result": nil])) == [])
    #expect(conversation.tell("textDocument/didOpen") == [])
    #expect(
      conversation.tell("textDocument/didChange", ["textDocument": ["uri": "file:///none.md"], "contentChanges": [5]])
        == [])
    #expect(conversation.tell("textDocument/didClose", ["textDocument": ["uri": "file:///none.md"]]) == [])
  }

  @Test("the exit code says whether the editor has shut the server down") func exit() {
    let conversation = Conversation.begun()
    #expect(Conversation.begun().receive(.editor(Message.notification("exit", nil))) == [.exit(1)])
    #expect(Conversation().receive(.editor(Message.notification("exit", nil))) == [.exit(1)])
    #expect(Conversation.begun().receive(.editorEnded) == [.exit(1)])
    #expect(conversation.ask("shutdown").first?["result"] == .null)
    #expect(code(conversation.ask("textDocument/hover")) == -32600)
    #expect(conversation.change(to: "x") == [])
    #expect(conversation.receive(.compilerServerEnded) == [])
    #expect(conversation.receive(.editor(Message.notification("exit", nil))) == [.exit(0)])
    #expect(conversation.receive(.editorEnded) == [.exit(0)])
  }
}
