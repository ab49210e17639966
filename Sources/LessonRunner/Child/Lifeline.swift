import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe that closes when the runner ends, however it ends, so that no lesson's process is left behind.
enum Lifeline {
  /// Where a lesson's process finds its end of the pipe.
  static let descriptor: Int32 = 3

  /// Ends this process and what it started as soon as the runner has ended.
  static func endWithRunner() {
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while read(descriptor, &byte, 1) < 0, errno == EINTR {}
      RunningChildren.killSession(of: getpid())
    }
  }
}
