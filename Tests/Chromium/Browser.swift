import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A headless Chromium with a profile of its own, which ends and leaves nothing behind when the last use of it and of its pages ends.
///
/// Everything is synchronous: what a page reports is received while a method of the browser or of one of its pages waits.
package final class Browser {
  /// The path of the browser, or nil if none is installed.
  ///
  /// `LESSONS_BROWSER` names one that is not on the path.
  package static let program: String? = {
    let variables = ProcessInfo.processInfo.environment
    let folders = (variables["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"]
    let given = variables["LESSONS_BROWSER"].map { [$0] } ?? []
    return (given + names.flatMap { name in folders.map { "\($0)/\(name)" } })
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The message for a test that is disabled because ``program`` is nil.
  package static let isMissing = "Chromium is not installed: install it with `make browser`"

  /// The folder of the browser's profile and of its log.
  package let profile: URL
  /// The browser's process.
  package let process: pid_t
  let connection: DevToolsConnection

  /// Starts a browser.
  ///
  /// - Parameter options: options of the command line in addition to those that every test needs.
  /// - Throws: ``BrowserError`` if it cannot be started.
  package init(_ options: String...) throws {
    guard let program = Self.program else { throw BrowserError.cannotStart(Self.isMissing) }
    profile = FileManager.default.temporaryDirectory.appending(path: "lessons-browser-\(UUID())")
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
    do {
      (process, connection) = try Self.start(program, Self.options(profile) + options, in: profile)
    } catch {
      try? FileManager.default.removeItem(at: profile)
      throw error
    }
    _ = try connection.call("Browser.getVersion", within: .seconds(60))
  }

  private static func options(_ profile: URL) -> [String] {
    [
      "--headless", "--remote-debugging-pipe", "--user-data-dir=\(profile.path)", "--no-sandbox", "--disable-gpu",
      "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--disable-dev-shm-usage", "--disable-breakpad", "--no-proxy-server", "--hide-scrollbars",
      // A page behind another one is as fast as that.
      "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
      "--disable-renderer-backgrounding",
    ]
  }

  /// Opens an empty page: a tab of its own.
  package func newPage() throws -> BrowserPage { try BrowserPage(in: self) }

  deinit {
    connection.post("Browser.close")
    let deadline = ContinuousClock.now + .seconds(5)
    var hasEnded = false
    while !hasEnded, ContinuousClock.now < deadline {
      hasEnded = waitpid(process, nil, WNOHANG) == process
      if !hasEnded { usleep(10_000) }
    }
    // The browser's helpers are in its group and may outlive it for a moment.
    kill(-process, SIGKILL)
    if !hasEnded { waitpid(process, nil, 0) }
    for _ in 0..<100 where FileManager.default.fileExists(atPath: profile.path) {
      try? FileManager.default.removeItem(at: profile)
      usleep(10_000)
    }
  }
}
