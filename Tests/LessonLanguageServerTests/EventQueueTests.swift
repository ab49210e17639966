import Testing

@testable import LessonLanguageServer

@Suite("Waiting events") struct EventQueueTests {
  private func change(_ uri: String, _ version: Int) -> LanguageServer.Event {
    .editor(
      Message.notification(
        "textDocument/didChange",
        [
          "textDocument": ["uri": .string(uri), "version": .int(version)],
          "contentChanges": [["text": .string("\(version)")]],
        ]))
  }

  @Test("changes of one text that follow each other become one") func joined() {
    let hover = LanguageServer.Event.editor(Message.request(1, "textDocument/hover", [:]))
    let events = [
      change("a", 1), change("a", 2), change("b", 3), hover, change("b", 4), change("b", 5), change("b", 6),
    ]
    let joined = events.joined.compactMap { if case .editor(let message) = $0 { message } else { nil } }
    #expect(joined.map { $0["params"]?["textDocument"]?["version"]?.int } == [2, 3, nil, 6])
    #expect(joined[3]["params"]?["contentChanges"]?.array?.map { $0["text"] } == ["4", "5", "6"])
    #expect(joined[3]["method"] == "textDocument/didChange")
  }
}
