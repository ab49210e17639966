import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A terminal in raw mode, which delivers keys as they are pressed, without showing them.
final class RawTerminal {
  /// A key or another event of the terminal.
  enum Key: Equatable {
    case enter, back, quit
    case character(Character)
    /// The terminal's width changed, or the program was resumed.
    case redraw
    case other
  }

  /// The terminal's original settings, to be restored when the program ends, even by a signal handler, which may neither lock nor allocate.
  ///
  /// This is the address of a copy that is written once and never freed; before that, it is 0.
  private static let savedSettings = Atomic<UInt>(0)

  private static var saved: UnsafePointer<termios>? {
    UnsafePointer(bitPattern: savedSettings.load(ordering: .acquiring))
  }

  private var width = Terminal.width
  /// The bytes that were read but not yet taken for keys.
  private var pending: [UInt8] = []

  /// Switches the terminal to raw mode; fails if the standard input is not a terminal.
  init?() {
    var settings = termios()
    guard isatty(0) == 1, tcgetattr(0, &settings) == 0 else { return nil }
    Self.save(settings)
    readSingleKeys()
  }

  deinit { Self.restore() }

  private static func save(_ settings: termios) {
    let copy = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    copy.initialize(to: settings)
    let isFirst = savedSettings.compareExchange(
      expected: 0, desired: UInt(bitPattern: copy), ordering: .acquiringAndReleasing
    ).exchanged
    guard isFirst else { return copy.deallocate() }
    atexit { RawTerminal.restore() }
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
      signal(number) { number in
        RawTerminal.restore()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Restores the terminal's original settings; may be called at any time, even in a signal handler.
  static func restore() {
    guard let saved else { return }
    tcsetattr(0, TCSANOW, saved)
  }

  private func readSingleKeys() {
    guard let saved = Self.saved else { return }
    var settings = saved.pointee
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(0, TCSANOW, &settings)
  }

  /// Discards keys that were pressed but not read.
  func flush() {
    pending = []
    tcflush(0, TCIFLUSH)
  }

  /// Waits for a key and returns it.
  func key() -> Key {
    while true {
      if let key = key(within: 200) { return key }
    }
  }

  /// Waits for a key for at most the given number of milliseconds, and returns nil if none was pressed.
  func key(within milliseconds: Int32) -> Key? {
    if let key = nextKey() { return key }
    var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    let count = poll(&descriptor, 1, milliseconds)
    if count == 0 || (count < 0 && errno == EINTR), hasChanged() { return .redraw }
    guard count > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 32)
    let length = read(0, &bytes, bytes.count)
    guard length > 0 else { return .quit }
    pending = Array(bytes[..<length])
    return nextKey()
  }

  /// Takes the next key from the bytes that were read: an escape sequence or a character.
  private func nextKey() -> Key? {
    guard let first = pending.first else { return nil }
    var length = 1
    if first == 0x1B, pending.count > 1 {
      // ESC [ … ends with a letter or `~` (ECMA-48).
      let end = pending.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }
      length = (end ?? pending.count - 1) + 1
    } else {
      while length < pending.count, pending[length] & 0xC0 == 0x80 { length += 1 }
    }
    defer { pending.removeFirst(length) }
    return Self.key(pending[..<length])
  }

  /// Returns whether the terminal has a new width, or was reset to line mode, as a shell does when it stops the program.
  private func hasChanged() -> Bool {
    var settings = termios()
    let isReset = tcgetattr(0, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) != 0
    if isReset { readSingleKeys() }
    defer { width = Terminal.width }
    return isReset || width != Terminal.width
  }

  /// Returns the key for some bytes, such as a letter or an arrow's escape sequence.
  static func key(_ bytes: ArraySlice<UInt8>) -> Key {
    switch String(decoding: bytes, as: UTF8.self) {
    case "\n", "\r", " ", "\u{1B}[C", "\u{1B}[B": .enter
    case "\u{7F}", "\u{1B}[D", "\u{1B}[A", "b": .back
    case "q", "\u{4}": .quit
    case let text where text.count == 1 && text.first.map { $0.isLetter || $0.isNumber || $0 == "?" } == true:
      .character(text.first ?? " ")
    default: .other
    }
  }
}
