@preconcurrency import Foundation
import LessonPresentation
import LessonRunner

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program's standard output and standard error.
enum Terminal {
  /// Writes to the standard output without buffering.
  static func write(_ text: String) { write(text, to: 1) }

  /// Writes to the standard error without buffering.
  static func writeError(_ text: String) { write(text, to: 2) }

  private static func write(_ text: String, to descriptor: Int32) {
    guard !writeAll(Array(text.utf8), to: descriptor) else { return }
    if descriptor == 1 { reportUnwritten() }
    exit(EXIT_FAILURE)
  }

  /// Makes the program fail at its end if text that was printed with `print`, as help is, could not be written.
  ///
  /// Swift and C ignore this when they write what is still buffered.
  static func checkOutputAtExit() {
    atexit {
      guard fflush(stdout) != 0 || ferror(stdout) != 0 else { return }
      Terminal.reportUnwritten()
      _exit(EXIT_FAILURE)
    }
  }

  /// Output must not be lost silently.
  private static func reportUnwritten() {
    let reason = String(cString: strerror(errno))
    _ = writeAll(Array("error: cannot write the output: \(reason)\n".utf8), to: 2)
  }

  /// Returns the style for the standard output, with colours only on a terminal that supports them and unless they are turned off.
  static func style(plain: Bool) -> Style {
    isTerminal
      ? TerminalCapabilities(ProcessInfo.processInfo.environment).style(plain: plain, width: width) : .plain
  }

  /// Whether the standard output is a terminal.
  static var isTerminal: Bool { isatty(1) == 1 }

  /// The number of columns of the terminal; 80 if unknown.
  static var width: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 80
  }

  /// The name by which the program was called.
  static var program: String {
    CommandLine.arguments[0].split(separator: "/").last.map(String.init) ?? "lessons"
  }
}
