#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// The worker's end of the stream of messages to the runner.
///
/// Messages go through the pipe of the standard output, but by a descriptor of their own, so that they arrive even if a cell closes or
/// redirects the standard output, and so that the processes that cells start do not inherit it.
struct MessageChannel: Sendable {
  private let nonce: String
  private let descriptor: Int32
  private let process = getpid()

  /// Opens the channel.
  ///
  /// - Parameter nonce: the random text that marks messages.
  init(nonce: String) {
    self.nonce = nonce
    let own = fcntl(1, F_DUPFD_CLOEXEC, 200)
    descriptor = own < 0 ? 1 : own
  }

  /// Sends a message, after everything that has been printed.
  func send(_ message: WorkerMessage) {
    // A cell may have forked: its copy must not go through the lesson a second time.
    guard getpid() == process else { _exit(0) }
    guard let bytes = try? WorkerStream.bytes(of: message, nonce: nonce) else {
      fatalError("cannot encode a message to the runner: \(message)")
    }
    guard bytes.count <= WorkerStream.messageLimit else {
      fatalError("this takes \(bytes.count) bytes, but at most \(WorkerStream.messageLimit) can be shown at once")
    }
    // What other threads print must not end up inside the message.
    flockfile(stdout)
    defer { funlockfile(stdout) }
    fflush(stdout)
    _ = writeAll(bytes, to: descriptor)
  }
}
