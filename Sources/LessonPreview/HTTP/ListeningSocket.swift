#if canImport(Glibc)
  import CSystem
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A socket that accepts connections from this machine only.
struct ListeningSocket: Sendable {
  /// Why there is none.
  enum Failure: Error, Equatable {
    /// Another program has the port.
    case portTaken
    case system(reason: String)
  }

  private let socket: Int32
  /// The port.
  let port: UInt16

  /// Listens on the loopback address.
  ///
  /// - Parameter port: the port, or 0 for any that is free.
  init(port: UInt16) throws(Failure) {
    #if canImport(Glibc)
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #else
      socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
      _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    #endif
    guard socket >= 0 else { throw Self.lastFailure }
    // A port that another program has just left is free.
    var one: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { [socket] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && listen(socket, SOMAXCONN) == 0
          && getsockname(socket, address, &length) == 0
      }
    }
    guard isListening else {
      let failure = Self.lastFailure
      close(socket)
      throw failure
    }
    self.port = UInt16(bigEndian: address.sin_port)
  }

  private static var lastFailure: Failure {
    errno == EADDRINUSE ? .portTaken : .system(reason: String(cString: strerror(errno)))
  }

  /// Waits for a connection and returns its socket, or nil when this one has been stopped.
  func accept() -> Int32? {
    while true {
      #if canImport(Glibc)
        let accepted = cs_accept(socket)
      #else
        let accepted = Darwin.accept(socket, nil, nil)
        if accepted >= 0 { _ = fcntl(accepted, F_SETFD, FD_CLOEXEC) }
      #endif
      if accepted >= 0 { return accepted }
      switch errno {
      case EINVAL, EBADF, ENOTSOCK: return nil
      case EINTR, ECONNABORTED: continue
      // Without a free descriptor, for instance, the connection waits until another one has ended.
      default: usleep(50_000)
      }
    }
  }

  /// Stops listening.
  func stop() {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }
}
