import Foundation
import LessonRunner

/// The user's browser.
enum Browser {
  /// Opens an address, and returns whether that was possible.
  static func open(_ address: String) -> Bool {
    #if os(macOS)
      let arguments = ["open", address]
    #else
      // Without a display, a browser for the terminal would take this one.
      let environment = ProcessInfo.processInfo.environment
      guard ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { environment[$0]?.isEmpty == false }) else { return false }
      // The browser may run as long as it likes, and whatever is in this program's session ends with it.
      let script = "command -v xdg-open >/dev/null && exec setsid --fork xdg-open \"$0\" >/dev/null 2>&1"
      let arguments = ["sh", "-c", script, address]
    #endif
    let process = ChildProcess(executable: "/usr/bin/env", arguments: arguments)
    return (try? process.output(within: .seconds(10)) { false }.end)?.exitCode == 0
  }
}
