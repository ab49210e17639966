#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A connection to a browser, which serves one request.
struct HTTPConnection {
  private let socket: Int32
  private let deadline: ContinuousClock.Instant

  /// Takes over an accepted socket.
  init(_ socket: Int32) {
    self.socket = socket
    deadline = .now + .seconds(HTTPLimits.seconds)
    #if canImport(Darwin)
      var one: Int32 = 1
      setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  // MARK: - Reading

  /// Reads the request line and the headers.
  ///
  /// - Returns: The request, and the beginning of its body, or nil if the client has gone.
  /// - Throws: The status of the response to a request that is none.
  func readHead() throws(HTTPResponse.Status) -> (request: HTTPRequest, body: [UInt8])? {
    var bytes: [UInt8] = []
    var end = 0
    while end == 0 {
      guard let more = try read(atMost: 4096) else { return nil }
      let start = max(0, bytes.count - 3)
      bytes += more
      end = Self.endOfHead(in: bytes, from: start) ?? 0
      guard (end == 0 ? bytes.count : end) <= HTTPLimits.head else { throw .headerFieldsTooLarge }
    }
    guard let request = HTTPRequest(head: Array(bytes[..<(end - 4)])) else { throw .badRequest }
    return (request, Array(bytes[end...]))
  }

  /// Reads the rest of the body.
  ///
  /// - Returns: The body, or nil if the client has gone.
  /// - Throws: The status of the response to a body that is too long, or whose length is unknown.
  func readBody(of request: HTTPRequest, after beginning: [UInt8]) throws(HTTPResponse.Status) -> [UInt8]? {
    let length = try request.bodyLength.get()
    var body = Array(beginning.prefix(length))
    while body.count < length {
      guard let more = try read(atMost: length - body.count) else { return nil }
      body += more
    }
    return body
  }

  /// Returns the offset after the first empty line.
  private static func endOfHead(in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (start...max(start, bytes.count - 4)).first { offset in
      offset + 4 <= bytes.count && bytes[offset] == 13 && bytes[offset + 1] == 10 && bytes[offset + 2] == 13
        && bytes[offset + 3] == 10
    }.map { $0 + 4 }
  }

  /// Reads some bytes, or returns nil at the end.
  private func read(atMost count: Int) throws(HTTPResponse.Status) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: min(count, 1 << 16))
    while true {
      guard wait(for: POLLIN, until: deadline) else { throw .requestTimeout }
      let received = recv(socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      if received < 0, Self.isTemporary(errno) { continue }
      return received > 0 ? Array(bytes[..<received]) : nil
    }
  }

  /// Waits until the socket is ready, and returns whether that was before a deadline.
  private func wait(for events: Int32, until deadline: ContinuousClock.Instant) -> Bool {
    while true {
      let left = deadline - .now
      guard left > .zero else { return false }
      var event = pollfd(fd: socket, events: Int16(events), revents: 0)
      let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
      if poll(&event, 1, Int32(milliseconds) + 1) > 0 { return true }
    }
  }

  private static func isTemporary(_ code: Int32) -> Bool { code == EINTR || code == EAGAIN || code == EWOULDBLOCK }

  // MARK: - Writing

  /// Sends a response.
  ///
  /// - Parameter hasBody: whether the body is sent, too, which it is not for `HEAD`.
  func send(_ response: HTTPResponse, hasBody: Bool = true) {
    _ = send(response.head(length: response.body.count) + (hasBody ? response.body : []))
  }

  /// Sends bytes, and returns whether the client has taken them in time.
  func send(_ bytes: [UInt8]) -> Bool {
    let deadline = ContinuousClock.now + .seconds(HTTPLimits.seconds)
    var rest = bytes[...]
    while !rest.isEmpty {
      guard wait(for: POLLOUT, until: deadline) else { return false }
      let sent = sendNow(rest)
      if sent < 0, Self.isTemporary(errno) { continue }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// Sends as much as the system takes without waiting.
  private func sendNow(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { bytes in
      #if canImport(Glibc)
        Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      #else
        Darwin.send(socket, bytes.baseAddress, bytes.count, MSG_DONTWAIT)
      #endif
    }
  }

  /// Sends a response without reading the request, and ends the connection at once.
  func refuse(_ response: HTTPResponse) {
    _ = sendNow((response.head(length: response.body.count) + response.body)[...])
    closeSocket()
  }

  /// Whether the client has closed the connection, or goes on sending.
  ///
  /// A connection serves one request, so a little that comes after that is dropped.
  var isClosed: Bool {
    var bytes = [UInt8](repeating: 0, count: 4096)
    for _ in 0..<16 {
      let count = recv(socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      if count == 0 { return true }
      if count < 0, errno != EINTR { return !Self.isTemporary(errno) }
    }
    return true
  }

  /// Ends the connection so that a client that is still sending gets the response before the reset.
  func close() {
    shutdown(socket, Int32(SHUT_WR))
    var limit = timeval(tv_sec: 0, tv_usec: 200_000)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var left = 16
    while left > 0, recv(socket, &bytes, bytes.count, 0) > 0 { left -= 1 }
    closeSocket()
  }

  private func closeSocket() {
    #if canImport(Glibc)
      Glibc.close(socket)
    #else
      Darwin.close(socket)
    #endif
  }
}
