import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe whose ends are not inherited by child processes.
final class Pipe {
  private(set) var reading: Int32 = -1
  private(set) var writing: Int32 = -1
  private var isWritingOpen = false
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  func open() throws(ChildProcess.Failure) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw ChildProcess.Failure(reason: "cannot make a pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing, isWritingOpen) = (ends[0], ends[1], true)
  }

  deinit {
    closeWriting()
    closeReading()
  }

  func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  /// Returns the writing end, which the caller has to close.
  func takeWriting() -> Int32 {
    isWritingOpen = false
    return writing
  }

  func closeWriting() {
    if isWritingOpen { close(writing) }
    isWritingOpen = false
  }

  /// Writes bytes.
  ///
  /// Failure is ignored, because the end of the reading process is noticed elsewhere.
  func write(_ bytes: [UInt8]) { _ = writeAll(bytes, to: writing) }

  /// Returns the available bytes; empty at the end.
  func read() -> [UInt8] {
    var count = -1
    repeat {
      #if canImport(Glibc)
        count = Glibc.read(reading, &buffer, buffer.count)
      #else
        count = Darwin.read(reading, &buffer, buffer.count)
      #endif
    } while count < 0 && errno == EINTR
    return Array(buffer[..<max(0, count)])
  }
}
