import Foundation

/// The URIs of files (RFC 8089).
enum FileURI {
  /// Returns the path that a URI means, or nil if it means no file on this machine.
  static func path(_ uri: String) -> String? {
    guard let scheme = uri.firstIndex(of: ":"), uri[..<scheme].lowercased() == "file" else { return nil }
    var rest = uri[uri.index(after: scheme)...]
    if rest.hasPrefix("//") {
      let authority = rest.dropFirst(2).prefix { $0 != "/" }
      guard authority.isEmpty || authority == "localhost" else { return nil }
      rest = rest.dropFirst(2 + authority.count)
    }
    guard rest.hasPrefix("/"), let path = String(rest).removingPercentEncoding, !path.contains("\0") else { return nil }
    return path
  }

  /// Returns the URI of the file at a path.
  static func uri(_ path: String) -> String {
    "file://" + (path.addingPercentEncoding(withAllowedCharacters: unreserved) ?? path)
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
}
