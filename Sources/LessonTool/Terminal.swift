import Foundation
import LessonPresentation
import LessonRunner

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the program writes.
enum Terminal {
  /// Writes to the standard output at once.
  static func write(_ text: String) { write(text, to: 1) }

  /// Writes to the standard error at once.
  static func writeError(_ text: String) { write(text, to: 2) }

  private static func write(_ text: String, to descriptor: Int32) {
    guard !writeAll(Array(text.utf8), to: descriptor) else { return }
    // Nothing that was meant to be read can be lost without a word.
    if descriptor == 1 { writeError("error: cannot write the output: \(String(cString: strerror(errno)))\n") }
    exit(EXIT_FAILURE)
  }

  /// The style for the standard output: colour only on a terminal that has it and where nobody asks for none.
  static func style(plain: Bool) -> Style {
    isTerminal
      ? TerminalAbilities(ProcessInfo.processInfo.environment).style(plain: plain, width: width) : .plain
  }

  /// Whether the standard output is a terminal.
  static var isTerminal: Bool { isatty(1) == 1 }

  /// How many columns the terminal has; 80 where nobody says.
  static var width: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 80
  }

  /// The name by which a person called the program.
  static var program: String {
    CommandLine.arguments[0].split(separator: "/").last.map(String.init) ?? "lessons"
  }
}
