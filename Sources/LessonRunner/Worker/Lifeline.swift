import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The pipe from the runner to a lesson's process.
///
/// It carries the request, and closes when the runner ends for any reason, so that no process is left behind.
enum Lifeline {
  /// The file descriptor of the pipe in a lesson's process.
  static let descriptor: Int32 = 3

  /// The byte that lets the next cell run.
  static let proceed: UInt8 = 1

  private static let allowed = DispatchSemaphore(value: 0)

  /// Reads bytes up to a newline, which is not returned; returns fewer bytes if the runner has ended.
  static func readLine() -> [UInt8] {
    var line: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    while line.last != UInt8(ascii: "\n") {
      let count = read(descriptor, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      line += bytes[..<count]
    }
    return line.dropLast()
  }

  /// Starts watching for the end of the runner, and then kills this process and those it started.
  static func endWithRunner() {
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while true {
        let count = read(descriptor, &byte, 1)
        if count == 1 { allowed.signal() }
        if count == 0 || (count < 0 && errno != EINTR) { break }
      }
      RunningChildren.killSession(of: getpid())
    }
  }

  /// Waits until the runner lets the next cell run.
  static func waitForRunner() { allowed.wait() }
}
