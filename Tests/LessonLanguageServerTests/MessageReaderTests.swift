import Testing

@testable import LessonLanguageServer

@Suite("Messages in a stream") struct MessageReaderTests {
  private func items(_ text: String) -> [MessageReader.Item] {
    var reader = MessageReader()
    reader.append(text.utf8)
    var items: [MessageReader.Item] = []
    while let item = reader.next() { items.append(item) }
    return items
  }

  @Test(
    "headers are read in every form",
    arguments: [
      "Content-Length: 2\r\n\r\n{}", "content-length:2\r\n\r\n{}", "CONTENT-LENGTH :  2  \r\n\r\n{}",
      "Content-Length: 2\n\n{}",
      "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}",
    ]) func headers(text: String)
  {
    #expect(items(text) == [.message([:])])
  }

  @Test("messages may arrive in pieces, and several at once") func pieces() {
    let message: JSON = ["text": "é😀"]
    let bytes = Message.framed(message) + Message.framed([:]) + Message.framed(message)
    for size in 1..<bytes.count {
      var reader = MessageReader()
      var items: [MessageReader.Item] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        reader.append(bytes[start..<min(bytes.count, start + size)])
        while let item = reader.next() { items.append(item) }
      }
      #expect(items == [.message(message), .message([:]), .message(message)])
    }
  }

  @Test("after a message that is not JSON, the next one is read") func invalidJSON() {
    #expect(items("Content-Length: 3\r\n\r\n{,}Content-Length: 2\r\n\r\n{}") == [.invalidJSON, .message([:])])
    #expect(items("Content-Length: 0\r\n\r\n") == [.invalidJSON])
  }

  @Test(
    "a stream without readable lengths ends",
    arguments: [
      ("Content-Type: x\r\n\r\n{}", "a message has no Content-Length"),
      ("\r\n{}", "a message has no Content-Length"),
      ("Content-Length: two\r\n\r\n{}", "a message's Content-Length is not a number: two"),
      ("Content-Length: -2\r\n\r\n{}", "a message's Content-Length is not a number: -2"),
      (
        "Content-Length: 99999999999999999999\r\n\r\n",
        "a message's Content-Length is not a number: 99999999999999999999"
      ),
      ("Content-Length: 67108865\r\n\r\n", "a message of 67108865 bytes is longer than 67108864"),
      (String(repeating: "x", count: 10_000), "a message's header has more than 8192 bytes"),
    ]) func broken(text: String, reason: String)
  {
    #expect(items(text + "Content-Length: 2\r\n\r\n{}") == [.broken(reason)])
  }

  @Test("a header that is not complete is waited for") func incomplete() {
    #expect(items("Content-Length: 2\r\n") == [])
    #expect(items("Content-Length: 2\r\n\r\n{") == [])
  }
}
