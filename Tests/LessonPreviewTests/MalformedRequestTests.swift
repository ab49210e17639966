import Testing

@Suite("Requests that are none")
struct MalformedRequestTests {
  @Test(
    "A path leads only to what the site has",
    arguments: [
      ("/../../etc/passwd", 404), ("/%2e%2e/%2e%2e/etc/passwd", 404), ("/..%2f..%2fetc%2fpasswd", 404),
      ("/%252e%252e/etc/passwd", 404), ("//etc/passwd", 404), ("/etc/passwd", 404), ("/./", 404),
      ("/..\\..\\etc\\passwd", 404), ("/%5c..%5c", 404), ("/-/../-/preview.js", 404), ("/-/%2e", 404),
      ("/%00", 400), ("/\u{0}", 400), ("/index.html%00.png", 400), ("/%c0%ae%c0%ae/", 400), ("/%ff", 400),
      ("/%", 400), ("/%2", 400), ("/%zz", 400), ("/%+1", 400), ("/?a=%zz", 400), ("/%0d%0aSet-Cookie:%20a=b", 404),
      ("http://127.0.0.1/", 400), ("127.0.0.1:80", 400), ("*", 400), ("", 400), ("\\", 400), ("/ /", 400),
      ("/%65%74%63", 404), ("/é", 404), ("/\u{301}", 400), ("/" + String(repeating: "a", count: 15_000), 404),
      ("/" + String(repeating: "a/", count: 10_000), 431), ("/" + String(repeating: "%41", count: 350_000), 431),
      ("/?" + String(repeating: "a&", count: 5000), 200), ("/%70age", 404), ("/?", 200), ("/#x", 404),
    ])
  func path(_ path: String, status: Int) throws {
    let server = try StubServer()
    let response = try server.answer(to: server.get(path))
    #expect(response.status == status, "\(path.prefix(40))")
    #expect(!response.text.contains("root:") && !response.text.contains("Set-Cookie"))
    #expect(try server.body(of: "/") == "the page")
  }

  @Test(
    "The length of a body is one number",
    arguments: [
      (["Content-Length: -1"], 400), (["Content-Length: +2"], 400), (["Content-Length: 2, 2"], 400),
      (["Content-Length: 0x2"], 400), (["Content-Length: 2", "Content-Length: 2"], 400), (["Content-Length:"], 400),
      (["Content-Length: 99999999999999999999999"], 413), (["Content-Length: 9223372036854775807"], 413),
      (["Content-Length: 1048577"], 413), (["Content-Length: \u{0662}"], 400),
      (["Transfer-Encoding: chunked"], 411), (["Transfer-Encoding: gzip"], 411),
      (["Content-Length: 2", "Transfer-Encoding: chunked"], 411), (["Content-Length: 2"], 200),
      (["Content-Length: 2", "Expect: 100-continue"], 200),
    ])
  func length(headers: [String], status: Int) throws {
    let server = try StubServer()
    let request = server.post("do").replacing("Content-Length: 2", with: headers.joined(separator: "\r\n"))
    #expect(try server.answer(to: request).status == status)
    #expect(try server.body(of: "/actions") == (status == 200 ? "do" : ""))
  }

  @Test(
    "Bytes that are no request get a short answer, and the server goes on",
    arguments: [
      ("\r\n\r\n", 400), ("GET\r\n\r\n", 400), ("GET /\r\n\r\n", 400), ("GET / HTTP/2.0\r\n\r\n", 400),
      ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400), ("GET / HTTP/1.1 \r\nHost: x\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost\r\n\r\n", 400), ("GET / HTTP/1.1\r\n: x\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n folded\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nA B: x\r\n\r\n", 400), ("GET / HTTP/1.1\r\nH\u{F6}st: x\r\n\r\n", 400),
      (String(repeating: "\u{0}", count: 100) + "\r\n\r\n", 400),
    ])
  func garbage(_ text: String, status: Int) throws {
    let server = try StubServer()
    let response = try server.answer(to: text.replacing("PORT", with: "\(server.port)"))
    #expect(response.status == status)
    #expect(response.isClosed)
    #expect(try server.body(of: "/") == "the page")
  }

  @Test("Random bytes and the beginning of TLS end nothing")
  func randomBytes() throws {
    let server = try StubServer()
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 1...3000, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let connection = try RawConnection(port: server.port)
      _ = connection.send(bytes + Array("\r\n\r\n".utf8))
      #expect(connection.receive().status == 400)
    }
    do {
      let connection = try RawConnection(port: server.port)
      _ = connection.send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3] + [UInt8](repeating: 7, count: 500))
    }
    #expect(try server.body(of: "/") == "the page")
  }

  @Test("Of several requests on a connection, the first one is served")
  func pipelined() throws {
    let server = try StubServer()
    let response = try server.answer(to: server.get("/") + server.post("do") + server.get("/actions"))
    #expect(response.text.matches(of: /HTTP\/1\.1 200 OK/).count == 1)
    #expect(response.body == "the page" && response.isClosed)
    // Nor is what follows a body a request.
    #expect(try server.answer(to: server.post("once") + server.post("twice")).body == "2 bytes")
    #expect(try server.body(of: "/actions") == "once")
  }

  @Test("A response to HEAD has the length of a body, and none")
  func head() throws {
    let server = try StubServer()
    let response = try server.answer(to: server.get("/").replacing("GET", with: "HEAD"))
    #expect(response.text.contains("Content-Length: 8\r\n") && response.body == "")
  }
}
