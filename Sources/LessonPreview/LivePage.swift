/// A page that follows its lesson: the page that `render` writes, and the preview's script and style.
package struct LivePage {
  private let html: String

  /// - Parameter html: the page as `render` writes it.
  package init(_ html: String) { self.html = html }

  /// Creates the page of a lesson that cannot be shown.
  ///
  /// - Parameters:
  ///   - problems: what is wrong with it.
  ///   - title: the title.
  package init(ofProblems problems: String, title: String) {
    let escaped = [title, problems].map { text in
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
    html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(escaped[0])</title>
      <link rel="icon" href="data:,">
      </head>
      <body>
      <p><a href="/index.html">All lessons</a></p>
      <main>
      <h1>\(escaped[0])</h1>
      <p>The lesson cannot be read yet.</p>
      <pre>
      \(escaped[1])</pre>
      </main>
      </body>
      </html>
      """
  }

  /// The response with the page.
  ///
  /// The page's own policy forbids all scripts, and would forbid ours, so the same policy with our script in it takes its place.
  package var response: HTTPResponse {
    let own = /<meta http-equiv="Content-Security-Policy"[^>]*>\n?/.ignoresCase()
    let head = """
      <link rel="stylesheet" href="/-/preview.css">
      <script type="module" src="/-/preview.js"></script>
      </head>
      """
    let page = html.replacing(own, with: "", maxReplacements: 1).replacing("</head>", with: head, maxReplacements: 1)
    return HTTPResponse(
      Array(page.utf8), type: "text/html; charset=utf-8", headers: [("Content-Security-Policy", Self.policy)])
  }

  private static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    """
}
