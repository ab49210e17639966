import Foundation
import Testing

@testable import LessonPreview

@Suite("The events of a page")
struct EventStreamTests {
  @Test("reach every open page; a page that has closed is forgotten")
  func events() throws {
    let server = try StubServer()
    do {
      let pages = (try RawConnection(port: server.port), try RawConnection(port: server.port))
      _ = pages.0.send(server.stream)
      _ = pages.1.send(server.stream)
      #expect(pages.0.receive(until: "\r\n\r\n").text.contains("Content-Type: text/event-stream"))
      #expect(try eventually { try server.body(of: "/streams") == "2" })
      _ = try server.answer(to: server.post("tell", "one"))
      for text in [pages.0.receive(until: "one\n\n").text, pages.1.receive(until: "one\n\n").text] {
        #expect(text.hasSuffix("event: news\ndata: one\n\n"))
      }
    }
    #expect(try eventually { try server.body(of: "/streams") == "0" })
  }

  @Test("end for each of a thousand pages that were closed, even if they sent more than their request")
  func dropped() throws {
    let server = try StubServer()
    #if os(Linux)
      let usage = try server.usage
    #endif
    for _ in 0..<10 {
      do {
        let pages = try (0..<100).map { _ in try RawConnection(port: server.port) }
        for (number, page) in pages.enumerated() {
          _ = page.send(server.stream + (number.isMultiple(of: 2) ? "" : "more"))
          #expect(page.receive(until: "retry").status == 200)
        }
      }
      try #require(try eventually { try server.body(of: "/streams") == "0" })
    }
    #if os(Linux)
      #expect(try eventually { try server.usage == usage })
    #endif
  }

  @Test("wait for no page that does not read")
  func unread() throws {
    let server = try StubServer()
    let page = try RawConnection(port: server.port)
    _ = page.send(server.stream)
    #expect(try eventually { try server.body(of: "/streams") == "1" })
    let news = String(repeating: "x", count: 1 << 19)
    // What the page does not read fills the buffers of both sockets, and then has ten seconds.
    let isForgotten = try eventually(within: 30) {
      let asked = ContinuousClock.now
      #expect(try server.answer(to: server.post("tell", news)).status == 200)
      #expect(ContinuousClock.now - asked < .seconds(2))
      return try server.body(of: "/streams") == "0"
    }
    #expect(isForgotten)
    _ = page.send("")
  }

  @Test("end for a page that sends more and more")
  func flooding() throws {
    let server = try StubServer()
    let page = try RawConnection(port: server.port)
    _ = page.send(server.stream)
    #expect(try eventually { try server.body(of: "/streams") == "1" })
    let block = [UInt8](repeating: 0x78, count: 1 << 16)
    let isClosed = (0..<1000).contains { _ in page.send(block) < block.count }
    #expect(isClosed)
    #expect(try eventually { try server.body(of: "/streams") == "0" })
  }

  @Test("An action learns that its page has been closed")
  func cancelled() throws {
    for more in ["", "more"] {
      let server = try StubServer()
      do {
        let page = try RawConnection(port: server.port)
        _ = page.send(server.post("wait") + more)
        #expect(try eventually { try server.body(of: "/actions") == "wait" })
      }
      #expect(try eventually { try server.body(of: "/actions") == "wait cancelled" })
    }
  }

  @Test("keep every character that JSON may have in a line")
  func encoding() {
    let stream = EventStream()
    stream.send("a", "\"1\u{2028}2\u{85}3 🦊\"")
    #expect(
      stream.next().map { String(decoding: $0, as: UTF8.self) }
        == "event: a\ndata: \"1\u{2028}2\u{85}3 🦊\"\n\n")
  }

  @Test("of one name replace what was not sent yet, and keep their order")
  func replaced() {
    let stream = EventStream()
    for (name, data) in [("a", "1"), ("b", "2"), ("a", "3")] { stream.send(name, data) }
    #expect(stream.next().map { String(decoding: $0, as: UTF8.self) } == "event: b\ndata: 2\n\nevent: a\ndata: 3\n\n")
    stream.end()
    #expect(stream.next() == nil)
  }
}
