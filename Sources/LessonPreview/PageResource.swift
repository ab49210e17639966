/// What belongs to the pages of every preview: their scripts and their style.
enum PageResource {
  /// Returns the file at a path, or nil if there is none.
  static func response(toPath path: String) -> HTTPResponse? {
    guard path.hasPrefix("/-/"), let (bytes, type) = files[String(path.dropFirst(3))] else { return nil }
    return HTTPResponse(bytes, type: "text/\(type); charset=utf-8")
  }

  private static let files: [String: (bytes: [UInt8], type: String)] = [
    "answers.js": (PackageResources.answers_js, "javascript"),
    "choices.js": (PackageResources.choices_js, "javascript"),
    "connection.js": (PackageResources.connection_js, "javascript"),
    "editor.js": (PackageResources.editor_js, "javascript"),
    "preview.css": (PackageResources.preview_css, "css"),
    "preview.js": (PackageResources.preview_js, "javascript"),
  ]
}
