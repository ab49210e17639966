/// Cuts a stream of bytes into the protocol's messages: a header with `Content-Length`, an empty line, and JSON.
package struct MessageReader {
  /// What was found in the stream.
  package enum Item: Equatable, Sendable {
    case message(JSON)
    /// A whole message whose text is not JSON.
    case invalidJSON
    /// The stream cannot be cut into messages any more; the text says why. Nothing follows.
    case broken(String)
  }

  private static let headerLimit = 8 << 10
  private static let bodyLimit = 64 << 20

  private var bytes: [UInt8] = []
  /// Where the next message begins.
  private var start = 0
  /// The body of the message whose header has been read.
  private var body: Range<Int>?
  private var isBroken = false

  /// Creates a reader at the start of a stream.
  package init() {}

  /// Adds bytes of the stream.
  package mutating func append(_ more: some Collection<UInt8>) { bytes += more }

  /// Returns the next item, or nil if it is not complete yet.
  package mutating func next() -> Item? {
    guard !isBroken else { return nil }
    do throws(Failure) {
      if body == nil { body = try readHeader() }
      guard let body, body.upperBound <= bytes.count else { return nil }
      let value = JSON(parsing: bytes[body])
      self.body = nil
      start = body.upperBound
      // Bytes are removed rarely, so that many short messages that arrive together are not moved again and again.
      if start > bytes.count / 2 {
        bytes.removeFirst(start)
        start = 0
      }
      return value.map(Item.message) ?? .invalidJSON
    } catch {
      isBroken = true
      return .broken(error.reason)
    }
  }

  private struct Failure: Error { var reason: String }

  /// Returns the range of the body after the next header, or nil if the header is not complete.
  private func readHeader() throws(Failure) -> Range<Int>? {
    let available = bytes[start...].prefix(Self.headerLimit)
    guard let end = Self.endOfHeader(in: available) else {
      if available.count == Self.headerLimit {
        throw Failure(reason: "a message's header has more than \(Self.headerLimit) bytes")
      }
      return nil
    }
    var length: Int?
    for line in available[..<end].split(whereSeparator: { $0 == .newline || $0 == .carriageReturn }) {
      let field = String(decoding: line, as: UTF8.self).split(separator: ":", maxSplits: 1)
      guard field.count == 2, field[0].trimmed.lowercased() == "content-length" else { continue }
      guard let value = Int(field[1].trimmed), value >= 0 else {
        throw Failure(reason: "a message's Content-Length is not a number: \(field[1].trimmed.prefix(40))")
      }
      length = value
    }
    guard let length else { throw Failure(reason: "a message has no Content-Length") }
    guard length <= Self.bodyLimit else {
      throw Failure(reason: "a message of \(length) bytes is longer than \(Self.bodyLimit)")
    }
    return end..<end + length
  }

  /// Returns the index after the empty line.
  private static func endOfHeader(in bytes: ArraySlice<UInt8>) -> Int? {
    var lineStart = bytes.startIndex
    while let newline = bytes[lineStart...].firstIndex(of: .newline) {
      let line = bytes[lineStart..<newline]
      if line.isEmpty || line.elementsEqual([.carriageReturn]) { return newline + 1 }
      lineStart = newline + 1
    }
    return nil
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
