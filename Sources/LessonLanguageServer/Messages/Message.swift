/// Messages of the protocol (JSON-RPC 2.0).
enum Message {
  /// Why a request is not answered.
  enum Failure: Int {
    case invalidJSON = -32700
    case invalidRequest = -32600
    case unknownMethod = -32601
    case invalidParameters = -32602
    case notInitialized = -32002
    /// The text has changed in the meantime.
    case contentModified = -32801
    /// It was correct, but cannot be answered.
    case failed = -32803
  }

  /// Returns whether an error is one that editors expect: that a request was cancelled, or that its text has changed.
  static func isExpected(_ error: JSON) -> Bool { error["code"]?.int.map([-32800, -32801, -32802].contains) == true }

  static func request(_ id: JSON, _ method: String, _ parameters: JSON) -> JSON {
    ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters]
  }

  static func notification(_ method: String, _ parameters: JSON) -> JSON {
    ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
  }

  static func result(_ id: JSON, _ result: JSON) -> JSON { ["jsonrpc": "2.0", "id": id, "result": result] }

  static func error(_ id: JSON, _ failure: Failure, _ message: String) -> JSON {
    ["jsonrpc": "2.0", "id": id, "error": ["code": .int(failure.rawValue), "message": .string(message)]]
  }

  /// Returns a message with the header that precedes it in a stream.
  static func framed(_ message: JSON) -> [UInt8] {
    let body = message.text
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
