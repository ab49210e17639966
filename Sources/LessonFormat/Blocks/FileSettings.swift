/// What a file says of all its cells, in its front matter or in a comment.
struct FileSettings: Sendable {
  /// The attributes of a cell unless its own opening line overrides them.
  var defaults = CellAttributes()
  /// Whether blocks of plain `swift` code are compiled.
  var compilesPlainSwift = false

  /// What can be set for a whole file.
  static let table =
    CellAttributes.table.filter(\.canBeDefault).map { $0.lifted(to: \FileSettings.defaults) }
    + [
      .value("swift", .word("compile")) { settings, _ in settings.compilesPlainSwift = true }
        .described("`swift=compile`", "blocks of plain `swift` are compiled, but not run")
    ]
}

/// A comment with settings, where front matter would be shown to readers: `<!-- lessons: timeout=5s -->`.
struct SettingsComment {
  /// The settings, as the words after a fence are written.
  private(set) var words: [InfoString.Word] = []
  private(set) var faults: [InfoString.Fault] = []

  /// The location of the comment.
  let location: SourceLocation

  /// Reads the comment that begins on a line, or returns nil if it has no settings.
  init?(onLine first: Int, of source: SourceText) {
    let opening = source.bytes[source.range(ofLine: first)]
    guard let start = opening.indices.first(where: { opening[$0...].starts(with: "<!--".utf8) }) else { return nil }
    let name = opening[(start + 4)...].drop(while: \.isSpaceOrTab)
    guard name.starts(with: "lessons:".utf8) else { return nil }
    location = source.location(ofByte: start)
    // cmark's number of a comment's last line is too small.
    for line in first..<source.lineCount + 1 {
      let text = line == first ? name.dropFirst("lessons:".utf8.count) : source.bytes[source.range(ofLine: line)]
      let end = text.indices.first { text[$0...].starts(with: "-->".utf8) }
      let info = InfoString(text[..<(end ?? text.endIndex)], at: source.location(ofByte: text.startIndex))
      words += info.words
      faults += info.faults
      if end != nil { break }
    }
  }
}
