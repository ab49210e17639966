import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A terminal on which a test can press keys and read the output.
final class PseudoTerminal {
  private let master: Int32
  private let slave: Int32
  /// Everything that was written to the terminal.
  private(set) var text = ""
  /// The number of characters up to the end of what ``waitForNext(_:)`` found last.
  private var matched = 0

  init() {
    #if os(Linux)
      // Swift does not see Glibc's functions for this.
      master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var (unlocked, number) = (Int32(0), Int32(0))
      _ = ioctl(master, 0x4004_5431, &unlocked)  // TIOCSPTLCK
      _ = ioctl(master, 0x8004_5430, &number)  // TIOCGPTN
      slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    #else
      master = posix_openpt(O_RDWR | O_NOCTTY)
      grantpt(master)
      unlockpt(master)
      slave = open(String(cString: ptsname(master)), O_RDWR | O_NOCTTY | O_CLOEXEC)
    #endif
  }

  deinit {
    close(master)
    close(slave)
  }

  /// The end for a program's standard input and output.
  var handle: FileHandle { FileHandle(fileDescriptor: slave, closeOnDealloc: false) }

  /// Whether it is in line mode with echo, as a shell expects.
  var readsLines: Bool {
    var settings = termios()
    tcgetattr(slave, &settings)
    return settings.c_lflag & tcflag_t(ICANON) != 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  func press(_ keys: String) {
    _ = keys.utf8.withContiguousStorageIfAvailable { write(master, $0.baseAddress, $0.count) }
  }

  /// Reads the output of a program until it ends.
  func readAll(of program: Process) {
    var bytes: [UInt8] = []
    while true {
      var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      let isRunning = program.isRunning
      if poll(&descriptor, 1, 100) > 0 {
        var part = [UInt8](repeating: 0, count: 65536)
        let count = read(master, &part, part.count)
        guard count > 0 else { break }
        bytes += part[..<count]
      } else if !isRunning {
        break
      }
    }
    text += String(decoding: bytes, as: UTF8.self)
  }

  /// Reads output until the text comes after that of the last call; returns false if that takes more than ten seconds.
  func waitForNext(_ expected: String) -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while true {
      if let range = text[text.index(text.startIndex, offsetBy: matched)...].range(of: expected) {
        matched = text.distance(from: text.startIndex, to: range.upperBound)
        return true
      }
      guard ContinuousClock.now < deadline else { return false }
      readSome()
    }
  }

  private func readSome() {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, 100) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &bytes, bytes.count)
    if count > 0 { text += String(decoding: bytes[..<count], as: UTF8.self) }
  }

  /// Reads output after that of the last call until it contains the text; returns false if that takes more than ten seconds.
  func wait(for expected: String) -> Bool {
    var new = ""
    let deadline = ContinuousClock.now + .seconds(10)
    while !new.contains(expected) {
      var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard ContinuousClock.now < deadline else { return false }
      guard poll(&descriptor, 1, 100) > 0 else { continue }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { return false }
      new += String(decoding: bytes[..<count], as: UTF8.self)
    }
    text += new
    return true
  }
}
