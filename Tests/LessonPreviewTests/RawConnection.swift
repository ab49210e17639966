import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A connection to a server, on which anything can be sent.
final class RawConnection {
  /// A failure to connect, with the system's reason.
  struct Failure: Error {
    var reason: String
  }

  private let socket: Int32

  init(port: UInt16) throws {
    #if canImport(Glibc)
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
      var one: Int32 = 1
      setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
    #endif
    guard socket >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(socket, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    let isConnected = withUnsafePointer(to: &address) { [socket] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      let reason = String(cString: strerror(errno))
      close(socket)
      throw Failure(reason: reason)
    }
  }

  deinit { close(socket) }

  /// Sends bytes; returns how many of them were taken before the server closed the connection.
  func send(_ bytes: [UInt8]) -> Int {
    var rest = bytes[...]
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { [socket] bytes in
        #if canImport(Glibc)
          Glibc.send(socket, bytes.baseAddress, bytes.count, flags)
        #else
          Darwin.send(socket, bytes.baseAddress, bytes.count, flags)
        #endif
      }
      guard sent > 0 else { break }
      rest = rest.dropFirst(sent)
    }
    return bytes.count - rest.count
  }

  func send(_ text: String) -> Int { send(Array(text.utf8)) }

  /// Receives until the server closes the connection, or until a text has arrived; at most for 20 seconds after the last byte.
  func receive(until end: String? = nil) -> RawResponse {
    var response = RawResponse(text: "", isClosed: false)
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &part, part.count, 0)
      if count > 0 { bytes += part[..<count] }
      response.text = String(decoding: bytes, as: UTF8.self)
      response.isClosed = count == 0 || count < 0 && errno == ECONNRESET
      if count <= 0 || end.map(response.text.contains) == true { return response }
    }
  }
}

/// What a server answered.
struct RawResponse {
  var text: String
  /// Whether the server closed the connection.
  var isClosed: Bool

  /// The status, or nil if there is no response.
  var status: Int? { text.hasPrefix("HTTP/1.1 ") ? Int(text.dropFirst(9).prefix(3)) : nil }

  /// What follows the headers.
  var body: String { text.components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n") }
}
