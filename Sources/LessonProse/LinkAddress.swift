/// The address of a link or an image, judged as browsers and Markdown parsers read it.
struct LinkAddress {
  /// The address as it is in the Markdown tree.
  let text: String

  init(_ text: String) { self.text = text }

  /// Whether a link may have this address: one without a scheme, or with a harmless one.
  ///
  /// Its beginning must not become a scheme when character references in it are resolved.
  var isSafe: Bool {
    guard !text.unicodeScalars.prefix(while: { !"/?#".unicodeScalars.contains($0) }).contains("&") else { return false }
    guard let scheme else { return true }
    // Characters that browsers ignore are in a scheme only to hide it.
    return ["http", "https", "mailto"].contains(scheme) && text.lowercased().utf8.starts(with: "\(scheme):".utf8)
  }

  /// Whether it is a path below the lesson's folder.
  var isBelowLessonFolder: Bool {
    let scalars = text.unicodeScalars
    return scheme == nil && !text.isEmpty && !["/", "\\", "#"].contains(scalars.first)
      && !scalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains { $0.elementsEqual("..".unicodeScalars) }
      && !text.hasCharacterReference && text.utf8.firstRange(of: "&#".utf8) == nil
  }

  /// The address with ampersands percent-encoded if it contains something that would be parsed as a character reference.
  var withoutReferences: String {
    guard text.hasCharacterReference else { return text }
    return text.unicodeScalars.map { $0 == "&" ? "%26" : String($0) }.joined()
  }

  /// The scheme in lowercase, found as browsers do, ignoring control characters and spaces.
  var scheme: String? {
    let scalars = text.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
    guard let end = scalars.firstIndex(where: { ":/?#".unicodeScalars.contains($0) }), scalars[end] == ":" else {
      return nil
    }
    return String(String.UnicodeScalarView(scalars[..<end])).lowercased()
  }
}

extension String {
  /// The text with newlines and tabs as spaces.
  var onOneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.map { ["\n", "\t"].contains($0) ? " " : $0 }))
  }
}
