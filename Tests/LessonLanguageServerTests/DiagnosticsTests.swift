import LessonTangle
import Testing

@testable import LessonLanguageServer

@Suite("What the compiler says of a lesson") struct CompilerDiagnosticsTests {
  private let text = Conversation.text

  private func diagnostic(_ range: JSON, _ message: String = "m", severity: Int = 1) -> JSON {
    ["range": range, "severity": .int(severity), "message": .string(message), "source": "SourceKit"]
  }

  @Test("it stands at the lesson's code, each once, with what it refers to") func mapped() {
    let conversation = Conversation.begun()
    var error = diagnostic(.range(conversation.generated("x.count", 2), length: 5))
    error["relatedInformation"] = [
      [
        "location": ["uri": .string(Conversation.cells), "range": .range(conversation.generated("let x"), length: 3)],
        "message": "here",
      ],
      [
        "location": [
          "uri": .string(Conversation.cells), "range": .range(TextPosition(line: 1, character: 0), length: 3),
        ], "message": "glue",
      ],
    ]
    let found = conversation.publish([error, error])
    #expect(found?.count == 1)
    #expect(found?.first?["range"] == .range(text.position(of: "x.count", 2), length: 5))
    #expect(
      found?.first?["relatedInformation"] == [
        [
          "location": ["uri": .string(Conversation.lesson), "range": .range(text.position(of: "let x"), length: 3)],
          "message": "here",
        ]
      ])
  }

  @Test("an error in generated code moves to the code before it, and a warning there is dropped") func glue() {
    let conversation = Conversation.begun()
    // What follows the code of the first cell.
    let place = JSON.range(TextPosition(line: text.position(of: "x.count").line + 1, character: 0), length: 1)
    let found = conversation.publish([diagnostic(place), diagnostic(place, severity: 2)])
    #expect(found?.count == 1)
    #expect(found?.first?["range"] == .range(text.position(of: "x.count", 7), length: 0))
  }

  @Test("what is not used is not told of while the lesson has problems of its own") func unused() {
    let conversation = Conversation.begun(text: text.replacing("x.count", with: "x.count)"))
    let place = JSON.range(conversation.generated("let x"), length: 3)
    let messages = [
      "Result of call to 'f' is unused", "Initialization of immutable value 'x' was never used; consider replacing it",
      "Variable 'z' was never mutated; consider changing to 'let' constant",
    ]
    let warnings = messages.map { diagnostic(place, $0, severity: 2) }
    #expect(
      conversation.publish(warnings + [diagnostic(place, "other", severity: 2)])?.map { $0["message"] }.contains(
        "other") == true)
    let bracket: JSON = ["range": .range(text.position(of: "x.count", 7), length: 1), "text": ""]
    let told = conversation.tell(
      "textDocument/didChange",
      ["textDocument": ["uri": .string(Conversation.lesson), "version": 2], "contentChanges": [bracket]])
    #expect(told.first?["params"]?["diagnostics"]?.array?.count == 4)
  }

  @Test("it moves with the text until the compiler has spoken again") func moves() {
    let conversation = Conversation.begun()
    _ = conversation.publish([diagnostic(.range(conversation.generated("let y"), length: 3))])
    let change: JSON = ["range": .range(text.position(of: "Prose"), length: 0), "text": "New\nlines\n"]
    let told = conversation.tell(
      "textDocument/didChange",
      ["textDocument": ["uri": .string(Conversation.lesson), "version": 2], "contentChanges": [change]])
    var place = text.position(of: "let y")
    place.line += 2
    #expect(told.first?["params"]?["diagnostics"]?.array?.first?["range"] == .range(place, length: 3))
    #expect(told.first?["params"]?["version"] == 2)
  }

  @Test("the same diagnostics are not told twice") func repeated() {
    let conversation = Conversation.begun()
    #expect(conversation.publish([]) == nil)
    #expect(conversation.change(to: text + "More prose.\n") == [])
  }

  @Test("modules of another Swift are told of once") func toolchain() {
    let conversation = Conversation.begun()
    let error = diagnostic(
      .range(conversation.generated("let x"), length: 3),
      "module compiled with Swift 6.2 cannot be imported by the Swift 6.3.1 compiler: /x.swiftmodule")
    let parameters: JSON = ["uri": .string(Conversation.cells), "diagnostics": [error]]
    let message = LanguageServer.Event.compilerServer(
      Message.notification("textDocument/publishDiagnostics", parameters))
    #expect(
      conversation.receive(message).toEditor.map { $0["method"] } == [
        "window/showMessage", "textDocument/publishDiagnostics",
      ])
    #expect(conversation.receive(message).toEditor == [])
  }
}
