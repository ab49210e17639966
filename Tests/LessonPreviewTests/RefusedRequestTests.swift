import Testing

/// Requests that are whole, but not allowed; `PORT` and `TOKEN` stand for the server's own.
@Suite("Requests that other sites and programs send")
struct RefusedRequestTests {
  private static func sent(_ lines: [String], to server: StubServer, _ body: String = "") throws
    -> RawResponse
  {
    let head = lines.map { $0 + "\r\n" }.joined().replacing("PORT", with: "\(server.port)")
      .replacing("TOKEN", with: server.token)
    return try server.answer(to: head + "\r\n" + body)
  }

  @Test(
    "A page is served only at the server's own address and to its own pages",
    arguments: [
      ([], 421), (["Host: evil.example"], 421), (["Host: evil.example:PORT"], 421),
      (["Host: 127.0.0.1.evil.example:PORT"], 421), (["Host: 127.0.0.1:PORT.evil.example"], 421),
      (["Host: 127.0.0.1"], 421), (["Host: 127.0.0.1:1"], 421), (["Host: 127.1:PORT"], 421),
      (["Host: [::1]:PORT"], 421),
      (["Host: evil.example@127.0.0.1:PORT"], 421), (["Host:"], 421),
      (["Host: 127.0.0.1:PORT", "Host: evil.example"], 421), (["Host: evil.example", "Host: 127.0.0.1:PORT"], 421),
      (["Host: 127.0.0.1:PORT, evil.example"], 421), (["Host : 127.0.0.1:PORT"], 400),
      (["Host: 127.0.0.1:PORT"], 200), (["HOST:\tLocalHost:PORT "], 200),
      (["Host: 127.0.0.1:PORT", "Origin: http://evil.example"], 403), (["Host: 127.0.0.1:PORT", "Origin: null"], 403),
      (["Host: 127.0.0.1:PORT", "Origin: http://127.0.0.1:1"], 403),
      (["Host: 127.0.0.1:PORT", "Origin: https://127.0.0.1:PORT"], 403),
      (["Host: 127.0.0.1:PORT", "Origin: http://localhost:PORT"], 403),
      (["Host: 127.0.0.1:PORT", "Origin: http://127.0.0.1:PORT", "Origin: http://evil.example"], 403),
      (["Host: 127.0.0.1:PORT", "Origin: http://127.0.0.1:PORT"], 200),
      (["Host: 127.0.0.1:PORT", "Sec-Fetch-Site: cross-site"], 403),
      (["Host: 127.0.0.1:PORT", "Sec-Fetch-Site: same-site"], 403),
      (["Host: 127.0.0.1:PORT", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"], 403),
      (["Host: 127.0.0.1:PORT", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"], 403),
      // A link on another site may lead here, but its page sees nothing of it.
      (["Host: 127.0.0.1:PORT", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"], 200),
      (["Host: 127.0.0.1:PORT", "Sec-Fetch-Site: none"], 200),
    ])
  func address(headers: [String], status: Int) throws {
    let server = try StubServer()
    let response = try Self.sent(["GET / HTTP/1.1"] + headers, to: server)
    #expect(response.status == status)
    #expect(response.text.contains("the page") == (status == 200))
    #expect(response.isClosed)
    // Not even a response that is refused may be used by another site's page.
    for header in [
      "Cross-Origin-Resource-Policy: same-origin", "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY",
    ] {
      #expect(response.text.contains(header))
    }
    #expect(!response.text.lowercased().contains("access-control-"))
  }

  @Test(
    "Nothing is done without the token in its header, the right method and the right type",
    arguments: [
      ("POST", [], 403), ("POST", ["Lessons-Token:"], 403), ("POST", ["Lessons-Token: TOKENx"], 403),
      ("POST", ["Lessons-Token: x"], 403), ("POST", ["Lessons-Token: TOKEN", "Lessons-Token: TOKEN"], 403),
      ("POST", ["Cookie: token=TOKEN; lessons-token=TOKEN"], 403), ("POST", ["Authorization: Bearer TOKEN"], 403),
      ("GET", ["Lessons-Token: TOKEN"], 404), ("HEAD", ["Lessons-Token: TOKEN"], 404),
      ("PUT", ["Lessons-Token: TOKEN"], 405), ("DELETE", ["Lessons-Token: TOKEN"], 405),
      ("OPTIONS", ["Lessons-Token: TOKEN"], 405), ("TRACE", ["Lessons-Token: TOKEN"], 405),
      ("post", ["Lessons-Token: TOKEN"], 405), ("POST\u{301}", ["Lessons-Token: TOKEN"], 405),
      ("POST", ["Lessons-Token: TOKEN", "X-HTTP-Method-Override: POST", "Content-Type: text/plain"], 400),
      ("POST", ["Lessons-Token: TOKEN", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"], 403),
    ])
  func token(method: String, headers: [String], status: Int) throws {
    let server = try StubServer()
    let head = ["\(method) /-/do?token=TOKEN HTTP/1.1", "Host: 127.0.0.1:PORT", "Content-Length: 16"]
    let type = headers.contains { $0.hasPrefix("Content-Type") } ? [] : ["Content-Type: application/json"]
    #expect(try Self.sent(head + type + headers, to: server, #"{"token":"TOKEN"}"#).status == status)
    #expect(try server.body(of: "/actions") == "")
    #expect(try server.answer(to: server.post("do")).status == 200)
    #expect(try server.body(of: "/actions") == "do")
  }

  @Test(
    "What a form can send is refused",
    arguments: [
      ["Content-Type: text/plain"], ["Content-Type: application/x-www-form-urlencoded"],
      ["Content-Type: multipart/form-data; boundary=x"], [], ["Content-Type: text/plain; application/json"],
      ["Content-Type: application/json", "Content-Type: text/plain"],
    ])
  func form(type: [String]) throws {
    let server = try StubServer()
    let head = ["POST /-/do HTTP/1.1", "Host: 127.0.0.1:PORT", "Lessons-Token: TOKEN", "Content-Length: 2"]
    #expect(try Self.sent(head + type, to: server, "{}").status == 400)
    #expect(try server.body(of: "/actions") == "")
  }

  @Test("The token of another run opens nothing, and events need one, too")
  func otherRun() throws {
    let (server, other) = (try StubServer(), try StubServer())
    #expect(server.token != other.token)
    #expect(server.token.count > 20)
    let request = server.post("do").replacing(server.token, with: other.token)
    #expect(try server.answer(to: request).status == 403)
    for token in ["", "?token=", "?token=\(other.token)", "?TOKEN=\(server.token)"] {
      #expect(try server.answer(to: server.get("/-/events\(token)")).status == 403)
    }
    #expect(try server.answer(to: server.stream.replacing("GET", with: "HEAD")).status == 403)
    #expect(try server.body(of: "/actions") == "")
  }
}
