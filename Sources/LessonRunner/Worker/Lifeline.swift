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
  /// The file descriptor of the pipe when a lesson's process starts.
  static let descriptor: Int32 = 3

  /// The file descriptor of the pipe while cells run, which the processes that they start do not inherit.
  private nonisolated(unsafe) static var hidden = descriptor

  /// The byte that lets the next cell run.
  static let proceed: UInt8 = 1

  private static let allowed = DispatchSemaphore(value: 0)

  /// Moves the pipe out of the way of cells; must be called before they run.
  static func hide() {
    let moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 200)
    guard moved >= 0 else { return }
    close(descriptor)
    hidden = moved
  }

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
        let count = read(hidden, &byte, 1)
        if count == 1 { allowed.signal() }
        if count == 0 || (count < 0 && errno != EINTR) { break }
      }
      // A guardian finds more of what cells have started; this is for where there is none, and for a cell that has stopped it.
      if Guardian.isAvailable { sleep(1) }
      RunningChildren.killSession(of: getsid(0))
    }
  }

  /// Waits until the runner lets the next cell run.
  static func waitForRunner() { allowed.wait() }
}
