/// Separates the output stream of a lesson's process into printed bytes and messages.
///
/// Both go through one pipe to keep their order. A message consists of a record separator (U+001E), a random text chosen by the runner,
/// the encoded message, and a newline, so that cells cannot print one.
struct WorkerStream {
  enum Item: Equatable {
    case printed(ArraySlice<UInt8>)
    case message(WorkerMessage)
    /// Something marked as a message that cannot be decoded, or is too long.
    case unreadable
  }

  /// The number of bytes that a message may have.
  static let messageLimit = 32 << 20

  private static let separator: UInt8 = 0x1E

  private let mark: [UInt8]
  private var pending: [UInt8] = []
  /// The number of pending bytes that are known to hold no newline, so that a long message is not searched again and again.
  private var searched = 0

  /// Creates an empty stream.
  ///
  /// - Parameter nonce: the random text that marks messages.
  init(nonce: String) { mark = Self.mark(nonce) }

  private static func mark(_ nonce: String) -> [UInt8] { [separator] + nonce.utf8 + [UInt8(ascii: " ")] }

  /// Returns the bytes of a message.
  static func bytes(of message: WorkerMessage, nonce: String) throws -> [UInt8] {
    mark(nonce) + (try message.encoded) + [UInt8(ascii: "\n")]
  }

  /// Receives bytes and returns the items that they complete.
  mutating func receive(_ bytes: some Sequence<UInt8>) -> [Item] {
    pending += bytes
    var items: [Item] = []
    var start = 0
    var search = 0
    while let at = pending[search...].firstIndex(of: Self.separator) {
      let candidate = pending[at...].prefix(mark.count)
      if candidate.count < mark.count, mark.starts(with: candidate) { break }
      guard candidate.elementsEqual(mark) else {
        search = at + 1
        continue
      }
      guard let end = pending[max(at, searched)...].firstIndex(of: UInt8(ascii: "\n")) else {
        guard pending.count - at > Self.messageLimit else { break }
        items.append(.unreadable)
        (start, search) = (pending.count, pending.count)
        continue
      }
      if start < at { items.append(.printed(pending[start..<at])) }
      let message = try? WorkerMessage(encoded: pending[(at + mark.count)..<end])
      items.append(message.map { .message($0) } ?? .unreadable)
      (start, search) = (end + 1, end + 1)
    }
    // Bytes that may be the start of a message are kept until the rest arrives.
    let safe = pending[search...].firstIndex(of: Self.separator) ?? pending.count
    if start < safe { items.append(.printed(pending[start..<safe])) }
    pending.removeFirst(safe)
    searched = pending.count
    return items
  }

  /// Returns the remaining bytes as printed, after the process has ended.
  mutating func finish() -> [Item] {
    defer { (pending, searched) = ([], 0) }
    return pending.isEmpty ? [] : [.printed(pending[...])]
  }
}
