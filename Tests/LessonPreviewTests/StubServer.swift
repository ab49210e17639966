import Foundation
import Testing

/// A running `preview-stub`, which ends with this value.
final class StubServer {
  let port: UInt16
  let token: String
  private let process: Process
  private let input = Pipe()

  /// Starts the program.
  ///
  /// - Parameter descriptors: the number of files and sockets that it may have open, if that is to be less than usual.
  init(descriptors: Int? = nil) throws {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder = (bundle ?? URL(filePath: CommandLine.arguments[0])).deletingLastPathComponent()
    let limit = descriptors.map { "ulimit -n \($0); " } ?? ""
    process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\(limit)exec '\(folder.appending(path: "preview-stub").path)'"]
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let address = try #require(line.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)\/\?token=(\w+)\n/))
    port = try #require(UInt16(address.1))
    token = String(address.2)
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  var isRunning: Bool { process.isRunning }

  /// Sends a request on a connection of its own, and returns the response when the connection has been closed.
  func answer(to request: String) throws -> RawResponse {
    let connection = try RawConnection(port: port)
    _ = connection.send(request)
    return connection.receive()
  }

  /// Gets a path as a browser does, and returns the response's body.
  func body(of path: String) throws -> String { try answer(to: get(path)).body }

  /// Returns the request for a path.
  func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n" }

  /// Returns the request for an action, as a page sends it.
  func post(_ action: String, _ body: String = "{}") -> String {
    """
    POST /-/\(action) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nOrigin: http://127.0.0.1:\(port)\r\n\
    Content-Type: application/json\r\nLessons-Token: \(token)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
    """
  }

  /// Returns the request for the stream of a page.
  var stream: String { self.get("/-/events?path=/&token=\(token)") }

  #if os(Linux)
    /// The resident memory in bytes.
    var memory: Int {
      get throws {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        return try #require(status.firstMatch(of: /VmRSS:\s+(\d+) kB/).flatMap { Int($0.1) }) << 10
      }
    }
    /// The number of open descriptors.
    var descriptors: Int { get throws { try count("fd") } }
    /// The numbers of open descriptors and of threads.
    var usage: [Int] { get throws { try [descriptors, count("task")] } }

    private func count(_ folder: String) throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/\(folder)").count
    }
  #endif
}

/// Waits until a condition holds; returns false if it does not within some seconds.
func eventually(within seconds: Int = 10, _ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while try !condition() {
    guard ContinuousClock.now < deadline else { return false }
    usleep(20_000)
  }
  return true
}
