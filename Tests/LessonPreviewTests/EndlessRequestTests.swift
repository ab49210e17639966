import Foundation
import Testing

/// Requests that are too large, too slow or too many.
@Suite("Requests that never end")
struct EndlessRequestTests {
  /// Sends a part until the server does not take it any more, or a gigabyte was sent.
  private static func flood(_ server: StubServer, _ start: String, _ part: String) throws -> (
    sent: Int, status: Int?
  ) {
    let connection = try RawConnection(port: server.port)
    let block = Array(String(repeating: part, count: 65536 / part.utf8.count).utf8)
    var sent = connection.send(start)
    while sent < 1 << 30 {
      let count = connection.send(block)
      sent += count
      if count < block.count { break }
    }
    return (sent, connection.receive().status)
  }

  @Test(
    "are cut off early, and fill no memory",
    arguments: [
      ("a body that is announced", "POST", "Content-Length: 1073741824\r\n\r\n", "x"),
      ("a body without an end", "POST", "Transfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n"),
      ("a header", "GET", "A: ", "x"),
      ("headers", "GET", "", "A: b\r\n"),
      ("a request line", "GET /", "", "x"),
    ])
  func flood(title: String, method: String, start: String, part: String) throws {
    let server = try StubServer()
    #if os(Linux)
      let descriptors = try server.descriptors
    #endif
    let length = "Content-Length: 2\r\n\r\n{}"
    let request =
      switch method {
      case "POST": server.post("do").replacing(length, with: start)
      case "GET": server.get("/").replacing("\r\n\r\n", with: "\r\n" + start)
      default: method
      }
    for _ in 0..<4 { _ = try Self.flood(server, request, part) }
    #if os(Linux)
      let before = try server.memory
    #endif
    for _ in 0..<4 {
      let (sent, status) = try Self.flood(server, request, part)
      // The buffers of both sockets take some.
      #expect(sent < 32 << 20)
      #expect([nil, 411, 413, 431].contains(status))
    }
    #if os(Linux)
      #expect(try server.memory - before < 4 << 20)
      #expect(try eventually { try server.descriptors == descriptors })
    #endif
    #expect(try server.body(of: "/") == "the page")
  }

  @Test("that are too large get the reason, if the client listens")
  func reason() throws {
    let server = try StubServer()
    let headers = String(repeating: "A: b\r\n", count: 100_000)
    for (request, status) in [
      ("GET / HTTP/1.1\r\n\(headers)\r\n", 431),
      ("GET /\(String(repeating: "a", count: 1 << 20)) HTTP/1.1\r\n\r\n", 431),
      (server.post("do").replacing("Length: 2", with: "Length: 1073741824"), 413),
    ] {
      #expect(try server.answer(to: request).status == status)
    }
    #expect(try server.body(of: "/actions") == "")
  }

  @Test("are closed after ten seconds; meanwhile, others are served")
  func slow() throws {
    let server = try StubServer()
    #if os(Linux)
      let descriptors = try server.descriptors
    #endif
    let (silent, half) = (try RawConnection(port: server.port), try RawConnection(port: server.port))
    let (body, dripping) = (try RawConnection(port: server.port), try RawConnection(port: server.port))
    let unread = try RawConnection(port: server.port)
    _ = half.send("GET / HTTP/1.1\r\nHost: 127.0.0.1")
    _ = body.send(String(server.post("do", "{\"a\": 1}").dropLast()))
    _ = unread.send(server.get("/large"))
    let start = ContinuousClock.now
    var isDripping = true
    // What is still sent after the response is read for another three seconds.
    while ContinuousClock.now - start < (isDripping ? .seconds(15) : .seconds(11)) {
      let asked = ContinuousClock.now
      #expect(try server.body(of: "/") == "the page")
      #expect(ContinuousClock.now - asked < .seconds(2))
      isDripping = isDripping && dripping.send("G") == 1
      usleep(200_000)
    }
    #expect(!isDripping)
    for status in [silent.receive(), half.receive(), body.receive()].map(\.status) { #expect(status == 408) }
    #expect(dripping.receive().isClosed)
    #if os(Linux)
      // That of the client that read nothing is closed, too.
      #expect(try eventually(within: 3) { try server.descriptors == descriptors })
    #endif
    #expect(unread.receive().text.utf8.count < 16 << 20)
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(try server.body(of: "/actions") == "")
  }
}
