import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A learner who saves answers while `lessons practice` runs on a terminal.
final class Practice {
  private static let starter = "todo(\"e to the power of the loss\")"
  private let folder = FileManager.default.temporaryDirectory.appending(path: "bench-practice-\(UUID())")
  private let master: Int32
  private let slave: Int32
  private let process = Process()

  /// Opens an exercise of lesson 03 in a folder of its own, so that nobody's answers change; nil where that fails.
  ///
  /// - Parameter program: the path of the program, in a build folder of the package.
  init?(program: String) {
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
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in ["Package.swift", "Sources", "Lessons"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appending(path: name), withDestinationURL: package.appending(path: name))
      }
      process.executableURL = URL(filePath: program)
      process.arguments = ["practice", "03#perplexity"]
      process.currentDirectoryURL = folder
      let state = ["XDG_STATE_HOME": folder.appending(path: "state").path, "TERM": "xterm"]
      process.environment = ProcessInfo.processInfo.environment.merging(state) { $1 }
      let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
      (process.standardInput, process.standardOutput, process.standardError) = (terminal, terminal, terminal)
      try process.run()
    } catch {
      return nil
    }
    guard wait(for: "untouched") else { return nil }
  }

  deinit {
    process.terminate()
    close(master)
    close(slave)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Seconds from saving a right answer to its verdict, after a wrong one has been judged; nil if that fails.
  func verdict() -> Double? {
    guard save("loss.item(as: Float.self)"), wait(for: "not yet") else { return nil }
    // A learner does not save again at once.
    Thread.sleep(forTimeInterval: 1)
    let start = ContinuousClock.now
    guard save("loss.exp().item(as: Float.self)"), wait(for: "✓ solved") else { return nil }
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private var body = Practice.starter

  private func save(_ new: String) -> Bool {
    let file = folder.appending(path: "Answers/03-bigram.md")
    guard let text = try? String(contentsOf: file, encoding: .utf8), text.contains(body) else { return false }
    defer { body = new }
    return (try? text.replacing(body, with: new).write(to: file, atomically: true, encoding: .utf8)) != nil
  }

  /// Reads what the program writes until the text comes; returns false if that takes more than twenty seconds.
  private func wait(for expected: String) -> Bool {
    var bytes: [UInt8] = []
    let deadline = ContinuousClock.now + .seconds(20)
    while !String(decoding: bytes, as: UTF8.self).contains(expected) {
      var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard ContinuousClock.now < deadline else { return false }
      guard poll(&descriptor, 1, 100) > 0 else { continue }
      var part = [UInt8](repeating: 0, count: 4096)
      let count = read(master, &part, part.count)
      guard count > 0 else { return false }
      bytes += part[..<count]
    }
    return true
  }
}
