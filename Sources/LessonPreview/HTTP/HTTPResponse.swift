/// A response to a browser (RFC 9110).
package struct HTTPResponse: Sendable {
  /// The meaning of a response.
  package enum Status: Int, Error, Sendable {
    case ok = 200
    case found = 302
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case requestTimeout = 408
    case conflict = 409
    case lengthRequired = 411
    case contentTooLarge = 413
    case misdirectedRequest = 421
    case headerFieldsTooLarge = 431
    case serviceUnavailable = 503

    /// The words for the status.
    var reason: String {
      switch self {
      case .ok: "OK"
      case .found: "Found"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .requestTimeout: "Request Timeout"
      case .conflict: "Conflict"
      case .lengthRequired: "Length Required"
      case .contentTooLarge: "Content Too Large"
      case .misdirectedRequest: "Misdirected Request"
      case .headerFieldsTooLarge: "Request Header Fields Too Large"
      case .serviceUnavailable: "Service Unavailable"
      }
    }
  }

  /// The status.
  package var status: Status
  /// The headers, besides those that every response has.
  package var headers: [(name: String, value: String)]
  /// The body.
  package var body: [UInt8]

  /// Creates a response.
  ///
  /// - Parameter type: the media type of the body.
  package init(
    _ body: [UInt8], type: String, status: Status = .ok, headers: [(name: String, value: String)] = []
  ) {
    (self.status, self.body) = (status, body)
    self.headers = [("Content-Type", type)] + headers
  }

  /// Creates a response that says in a sentence what is wrong.
  package init(_ status: Status, _ sentence: String) {
    self.init(Array("\(sentence)\n".utf8), type: "text/plain; charset=utf-8", status: status)
  }

  /// A response that sends the browser to the page with all lessons.
  package static let toIndex = HTTPResponse(
    [], type: "text/plain; charset=utf-8", status: .found, headers: [("Location", "/index.html")])

  /// The bytes to send; the connection ends with them unless they begin a stream.
  ///
  /// - Parameter length: the length of the body, or nil for a stream.
  func head(length: Int?) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status.rawValue) \(status.reason)"]
    let all = headers + Self.always + (length.map { [("Content-Length", "\($0)")] } ?? [])
    lines += all.map { "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// What makes other sites' pages unable to use a response, and nothing stale be shown.
  private static let always = [
    ("Cache-Control", "no-store"), ("Connection", "close"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
  ]
}
