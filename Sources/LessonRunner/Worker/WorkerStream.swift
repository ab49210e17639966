/// Separates the stream of a lesson's process into what was printed and what was told.
///
/// Both go through one pipe, so that their order is kept. A message is a record separator (U+001E), a random text that the runner chose,
/// the message, and a newline; cells cannot print one by accident.
struct WorkerStream {
  enum Item: Equatable {
    case printed(ArraySlice<UInt8>)
    case told(WorkerMessage)
    /// Something that is marked as a message, and is none.
    case unreadable
  }

  private static let separator: UInt8 = 0x1E

  private let mark: [UInt8]
  private var pending: [UInt8] = []

  /// - Parameter nonce: the random text that marks messages.
  init(nonce: String) { mark = Self.mark(nonce) }

  private static func mark(_ nonce: String) -> [UInt8] { [separator] + nonce.utf8 + [UInt8(ascii: " ")] }

  /// The bytes that tell a message.
  static func bytes(of message: WorkerMessage, nonce: String) throws -> [UInt8] {
    mark(nonce) + (try message.encoded) + [UInt8(ascii: "\n")]
  }

  /// Takes bytes as they come and returns what they complete.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [Item] {
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
      guard let end = pending[at...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      if start < at { items.append(.printed(pending[start..<at])) }
      let message = try? WorkerMessage(encoded: pending[(at + mark.count)..<end])
      items.append(message.map { .told($0) } ?? .unreadable)
      (start, search) = (end + 1, end + 1)
    }
    // What may be the start of a message waits for its end.
    let safe = pending[search...].firstIndex(of: Self.separator) ?? pending.count
    if start < safe { items.append(.printed(pending[start..<safe])) }
    pending.removeFirst(safe)
    return items
  }

  /// What was printed last, where the process died in the middle of it.
  mutating func finish() -> [Item] {
    defer { pending = [] }
    return pending.isEmpty ? [] : [.printed(pending[...])]
  }
}
