/// A request of a browser (RFC 9112).
package struct HTTPRequest: Equatable, Sendable {
  /// The method, such as `GET`.
  package var method: String
  /// The path, without percent encoding.
  package var path: String
  /// The parameters after the `?`, without percent encoding; of several with one name, the first.
  package var query: [String: String]
  /// The values of each header, by its name in lowercase.
  package var headers: [String: [String]]
  /// The body, or nothing.
  package var body: [UInt8] = []

  /// Returns a header's value, or nil if the request has none or more than one.
  package func header(_ name: String) -> String? {
    headers[name].flatMap { $0.count == 1 ? $0[0] : nil }
  }
}

/// The limits of what a request may be.
enum HTTPLimits {
  /// The bytes of the request line and the headers.
  static let head = 16 << 10
  /// The bytes of the body: answers are short.
  static let body = 1 << 20
  /// The seconds in which a whole request must arrive, and in which a client must take what is sent to it.
  static let seconds = 10
  /// The number of open connections.
  static let connections = 128
}

extension HTTPRequest {
  /// Reads the request line and the headers.
  ///
  /// - Parameter head: the bytes before the empty line.
  /// - Returns: The request without its body, or nil if the bytes are none.
  init?(head: [UInt8]) {
    guard let text = String(validating: head, as: UTF8.self) else { return nil }
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2].hasPrefix("HTTP/1."), words[1].hasPrefix("/") else { return nil }
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = String(target[0]).withoutPercentEncoding else { return nil }
    (method, self.path) = (String(words[0]), path)
    query = [:]
    for part in target.dropFirst().first?.split(separator: "&") ?? [] {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        String($0).withoutPercentEncoding
      }
      guard let name = pair[0], let value = pair.count > 1 ? pair[1] : "" else { return nil }
      if query[name] == nil { query[name] = value }
    }
    headers = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
      let name = line[..<colon].lowercased()
      guard name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
      let value = line[line.index(after: colon)...]
      headers[name, default: []].append(String(value.trimming { $0 == " " || $0 == "\t" }))
    }
  }

  /// The length of the body, or why there can be none.
  var bodyLength: Result<Int, HTTPResponse.Status> {
    if headers["transfer-encoding"] != nil { return .failure(.lengthRequired) }
    guard let text = headers["content-length"] else { return .success(0) }
    guard text.count == 1, !text[0].isEmpty, text[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return .failure(.badRequest)
    }
    guard let length = Int(text[0]), length <= HTTPLimits.body else { return .failure(.contentTooLarge) }
    return .success(length)
  }
}

extension String {
  /// The text that is percent-encoded (RFC 3986), or nil if it is malformed, not UTF-8 or has a NUL.
  fileprivate var withoutPercentEncoding: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let value = UInt8(Substring(digits), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}

extension StringProtocol {
  /// Returns the text without the characters at its ends that satisfy a condition.
  fileprivate func trimming(_ isRemoved: (Character) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isRemoved($0) }), let last = lastIndex(where: { !isRemoved($0) }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}
