import Chromium
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("A browser", .enabled(if: Browser.program != nil, "\(Browser.isMissing)"))
struct BrowserProcessTests {
  @Test("ends with its last use, and leaves neither a process nor a file, even if it was stopped")
  func nothingLeft() throws {
    for signal in [SIGCONT, SIGSTOP, SIGKILL] {
      let (session, profile) = try {
        let browser = try Browser()
        let page = try browser.newPage()
        #expect(try page.evaluate("1 + 1") == 2)
        kill(browser.process, signal)
        return (browser.process, browser.profile)
      }()
      #expect(!FileManager.default.fileExists(atPath: profile.path))
      #if os(Linux)
        #expect(try hasEnded(session))
      #endif
    }
  }

  #if os(Linux)
    /// Returns whether all processes of a session, which were killed, end within five seconds.
    private func hasEnded(_ session: pid_t) throws -> Bool {
      let deadline = ContinuousClock.now + .seconds(5)
      while ContinuousClock.now < deadline {
        let left = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter {
          // 12 (name) S 1 …: process id, name, state (proc(5)).
          let stat = FileManager.default.contents(atPath: "/proc/\($0)/stat").map {
            String(decoding: $0, as: UTF8.self)
          }
          return getsid($0) == session && stat?.split(separator: ")").last?.hasPrefix(" Z") == false
        }
        if left.isEmpty { return true }
        usleep(20_000)
      }
      return false
    }
  #endif

  @Test("that has ended is reported with its own messages")
  func ended() throws {
    let browser = try Browser()
    let page = try browser.newPage()
    kill(browser.process, SIGKILL)
    #expect { try page.run("1") } throws: { error in
      if case .ended = error as? BrowserError { true } else { false }
    }
  }
}
