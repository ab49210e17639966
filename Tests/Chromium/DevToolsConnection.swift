import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A connection to a browser by the Chrome DevTools protocol: objects of JSON, each followed by NUL, over a socket.
final class DevToolsConnection {
  /// What is called for each event of a session, with the event's name and its parameters.
  var observers: [String: (_ event: String, _ parameters: [String: Any]) -> Void] = [:]
  private let socket: Int32
  /// The file with the browser's own messages, for the error if it ends.
  private let log: String
  private var lastCall = 0
  private var answers: [Int: [String: Any]] = [:]
  /// The beginning of a message whose end has not arrived.
  private var unfinished: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(socket: Int32, log: String) {
    self.socket = socket
    self.log = log
  }

  deinit { close(socket) }

  /// The flag for `send` with which a closed socket causes no signal; Darwin has a property of the socket instead.
  private static var withoutSignal: Int32 {
    #if canImport(Glibc)
      Int32(MSG_NOSIGNAL)
    #else
      0
    #endif
  }

  /// Returns two connected sockets that no other process inherits, with descriptors that are not 3 or 4.
  static func socketPair() throws -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, stream, 0, &ends) == 0 else {
      throw BrowserError.cannotStart("no socket: \(String(cString: strerror(errno)))")
    }
    #if canImport(Darwin)
      var isSet: Int32 = 1
      setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &isSet, socklen_t(MemoryLayout<Int32>.size))
    #endif
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    for end in ends { close(end) }
    return (moved[0], moved[1])
  }

  /// Calls a method and waits for its result.
  ///
  /// - Parameter session: the page's session, or nil for the browser's own methods.
  /// - Throws: ``BrowserError``.
  func call(
    _ method: String, _ parameters: [String: Any] = [:], session: String? = nil, within time: Duration = .seconds(30)
  ) throws -> [String: Any] {
    let id = post(method, parameters, session: session)
    guard try receive(within: time, until: { answers[id] != nil }) else { throw BrowserError.noAnswer(method) }
    let answer = answers.removeValue(forKey: id) ?? [:]
    if let error = answer["error"] as? [String: Any] {
      throw BrowserError.refused(method, error["message"] as? String ?? "")
    }
    answers = [:]  // Of methods that were posted.
    return answer["result"] as? [String: Any] ?? [:]
  }

  /// Calls a method without waiting for its result; returns the call's number.
  @discardableResult
  func post(_ method: String, _ parameters: [String: Any] = [:], session: String? = nil) -> Int {
    lastCall += 1
    var message: [String: Any] = ["id": lastCall, "method": method, "params": parameters]
    message["sessionId"] = session
    // These are values of JSON, so they can be serialized.
    var rest = [UInt8]((try? JSONSerialization.data(withJSONObject: message)) ?? Data())[...] + [0]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Self.withoutSignal) }
      // That the browser has ended is noticed when the answer is received.
      if count < 0, errno != EINTR { break }
      rest = rest.dropFirst(max(0, count))
    }
    return lastCall
  }

  /// Receives messages until a condition holds; returns false if it does not hold within a time.
  func receive(within time: Duration, until condition: () -> Bool) throws -> Bool {
    let deadline = ContinuousClock.now + time
    while !condition() {
      let left = max(.zero, ContinuousClock.now.duration(to: deadline))
      var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, Int32((left / .milliseconds(1)).rounded(.up)))
      guard ready > 0 else {
        if left > .zero { continue }
        return false
      }
      try receiveSome()
    }
    return true
  }

  private func receiveSome() throws {
    let count = recv(socket, &buffer, buffer.count, 0)
    if count < 0, errno == EINTR { return }
    guard count > 0 else {
      throw BrowserError.ended(log: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }
    for part in buffer[..<count].split(separator: 0, omittingEmptySubsequences: false).enumerated() {
      if part.offset > 0 { finishMessage() }
      unfinished += part.element
    }
  }

  private func finishMessage() {
    defer { unfinished = [] }
    guard let message = try? JSONSerialization.jsonObject(with: Data(unfinished)) as? [String: Any] else { return }
    if let id = message["id"] as? Int {
      answers[id] = message
    } else if let event = message["method"] as? String {
      observers[message["sessionId"] as? String ?? ""]?(event, message["params"] as? [String: Any] ?? [:])
    }
  }
}
