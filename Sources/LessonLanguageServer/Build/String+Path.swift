extension String {
  /// The folder of the file at this path.
  var folder: String { String(prefix(upTo: lastIndex(of: "/") ?? startIndex)) }

  /// The last part of the path.
  var name: Substring { lastIndex(of: "/").map { self[index(after: $0)...] } ?? self[...] }
}
