extension String {
  /// The text, or its beginning if nobody would read all of it: a cell may print a line of many megabytes.
  var shortened: String { utf8.count <= 2000 ? self : prefix(500) + "…" }
}
