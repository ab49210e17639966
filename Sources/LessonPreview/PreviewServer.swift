import Foundation
import Synchronization

/// A small HTTP server for one person's browser on this machine.
///
/// It is our own because what is asked of it is less than what servers do, and more than the small ones promise: the size of a request, the
/// time that it takes to arrive, and the number of connections have limits, and a lack of file descriptors ends nothing. Each connection has a
/// thread and serves one request.
package final class PreviewServer: Sendable {
  /// Why a server cannot start.
  package enum Failure: Error, Equatable {
    /// Another program has the port.
    case portTaken(UInt16)
    case system(reason: String)
  }

  private let socket: ListeningSocket
  private let site: any PreviewSite
  private let requestGuard: RequestGuard
  private let token: String
  /// What can be opened once, and the secret for that.
  private let once = Mutex<(secret: String, path: String)?>(nil)
  private let connections = Atomic(0)
  private let isStopped = Atomic(false)

  /// Starts to listen.
  ///
  /// - Parameter port: the port, or 0 for any that is free.
  package init(_ site: some PreviewSite, port: UInt16) throws(Failure) {
    do throws(ListeningSocket.Failure) {
      socket = try ListeningSocket(port: port)
    } catch {
      switch error {
      case .portTaken: throw .portTaken(port)
      case .system(let reason): throw .system(reason: reason)
      }
    }
    self.site = site
    token = Self.secret()
    requestGuard = RequestGuard(port: socket.port, token: token)
  }

  /// The port.
  package var port: UInt16 { socket.port }

  /// Returns a text that nobody can guess.
  private static func secret() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<2).map { _ in String(UInt64.random(in: .min ... .max, using: &random), radix: 36) }.joined()
  }

  /// Returns the address of a page, with the token.
  ///
  /// - Parameter path: the path of the page, perhaps with a fragment.
  package func address(of path: String = "/") -> String { address(of: path, with: "token=\(token)") }

  /// Returns an address of a page that can be opened once.
  ///
  /// All users of the machine can see the arguments of a program, such as one that opens a browser, so the token must not be among them.
  package func addressForOnce(of path: String = "/") -> String {
    let secret = Self.secret()
    once.withLock { $0 = (secret, path) }
    return address(of: path, with: "once=\(secret)")
  }

  private func address(of path: String, with query: String) -> String {
    let parts = path.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    return "http://127.0.0.1:\(port)\(parts[0])?\(query)" + (parts.count > 1 ? "#\(parts[1])" : "")
  }

  /// Serves requests on threads of their own, until the server is stopped.
  package func start() {
    let thread = Thread { [self] in
      while let connection = socket.accept() { serve(connection) }
    }
    thread.name = "lessons.preview"
    thread.start()
  }

  /// Stops listening, and ends the streams.
  package func stop() {
    isStopped.store(true, ordering: .relaxed)
    socket.stop()
  }

  private func serve(_ accepted: Int32) {
    let connection = HTTPConnection(accepted)
    guard connections.wrappingAdd(1, ordering: .relaxed).newValue <= HTTPLimits.connections else {
      connection.refuse(HTTPResponse(.serviceUnavailable, "too many connections are open"))
      connections.wrappingSubtract(1, ordering: .relaxed)
      return
    }
    let thread = Thread { [self] in
      handle(connection)
      connection.close()
      connections.wrappingSubtract(1, ordering: .relaxed)
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  // MARK: - A request

  private func handle(_ connection: HTTPConnection) {
    do throws(HTTPResponse.Status) {
      guard let (head, beginning) = try connection.readHead() else { return }
      if let refusal = requestGuard.refusal(of: head) { return connection.send(refusal) }
      if head.path == "/-/events" { return stream(head, to: connection) }
      var request = head
      guard let body = try connection.readBody(of: head, after: beginning) else { return }
      request.body = body
      let response =
        request.method == "POST"
        ? perform(request, from: connection) : PageResource.response(toPath: request.path) ?? page(request)
      connection.send(response, hasBody: request.method != "HEAD")
    } catch {
      connection.send(HTTPResponse(error, "this is not a request that can be served: \(error.reason.lowercased())"))
    }
  }

  private func page(_ request: HTTPRequest) -> HTTPResponse {
    if let secret = request.query["once"], let path = takeOnce(secret) {
      return HTTPResponse(
        [], type: "text/plain; charset=utf-8", status: .found, headers: [("Location", address(of: path))])
    }
    return site.response(toPath: request.path)
      ?? HTTPResponse(.notFound, "there is no such page: the course's lessons are at /index.html")
  }

  /// Returns the path that a secret opens, which it then no longer does.
  private func takeOnce(_ secret: String) -> String? {
    once.withLock { once in
      guard let (expected, path) = once, expected == secret else { return nil }
      once = nil
      return path
    }
  }

  private func perform(_ request: HTTPRequest, from connection: HTTPConnection) -> HTTPResponse {
    let prefix = "/-/"
    guard request.path.hasPrefix(prefix) else {
      return HTTPResponse(.methodNotAllowed, "pages can only be read")
    }
    return site.perform(String(request.path.dropFirst(prefix.count)), request.body) { connection.isClosed }
  }

  /// Tells a page what changes until it is closed.
  private func stream(_ request: HTTPRequest, to connection: HTTPConnection) {
    // The browser's event source can send no header.
    guard request.method == "GET", requestGuard.hasToken(request.query["token"]) else {
      return connection.send(RequestGuard.noToken)
    }
    let head = HTTPResponse([], type: "text/event-stream").head(length: nil)
    guard connection.send(head + Array("retry: 1000\n\n".utf8)) else { return }
    let (path, stream) = (request.query["path"] ?? "/", EventStream())
    site.open(path, stream)
    while !isStopped.load(ordering: .relaxed), !connection.isClosed, let bytes = stream.next() {
      guard bytes.isEmpty || connection.send(bytes) else { break }
    }
    site.close(path, stream)
  }
}
