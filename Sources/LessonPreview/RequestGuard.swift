/// Decides whether a request may be served.
///
/// Any page in the user's browser, and any program on the machine, can connect to a loopback address. Requests of other sites are told by
/// `Host` (DNS rebinding), `Origin` and `Sec-Fetch-Site`; whatever runs or changes something needs the token as well, which only pages that
/// were opened with the printed address have.
struct RequestGuard: Sendable {
  private let hosts: Set<String>
  private let token: String

  /// - Parameters:
  ///   - port: the server's port.
  ///   - token: the token that pages send.
  init(port: UInt16, token: String) {
    hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    self.token = token
  }

  /// Returns why a request is not served, or nil if it is.
  func refusal(of request: HTTPRequest) -> HTTPResponse? {
    guard let host = request.header("host")?.lowercased(), hosts.contains(host) else {
      return HTTPResponse(.misdirectedRequest, "this server answers only at the address that `preview` printed")
    }
    if let origin = request.headers["origin"], origin != ["http://\(host)"] { return Self.otherSite }
    let isNavigation = request.method == "GET" && request.header("sec-fetch-mode") == "navigate"
    if let site = request.headers["sec-fetch-site"], site != ["same-origin"], site != ["none"], !isNavigation {
      return Self.otherSite
    }
    switch request.method {
    case "GET", "HEAD": return nil
    case "POST":
      guard request.header("content-type") == "application/json" else {
        return HTTPResponse(.badRequest, "the body has to be application/json")
      }
      return hasToken(request.header("lessons-token")) ? nil : Self.noToken
    default: return HTTPResponse(.methodNotAllowed, "only GET, HEAD and POST are known here")
    }
  }

  /// Returns whether a token is the server's own, in a time that does not depend on where they differ.
  func hasToken(_ other: String?) -> Bool {
    guard let other, other.utf8.count == token.utf8.count else { return false }
    return zip(other.utf8, token.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static let otherSite = HTTPResponse(.forbidden, "this server answers only its own pages")
  static let noToken = HTTPResponse(
    .forbidden, "this page was opened without its token: open the address that `preview` printed")
}
