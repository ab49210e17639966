import LessonFormat

extension String {
  /// The folder of the file at this path.
  var folder: String { String(prefix(upTo: lastIndex(of: "/") ?? startIndex)) }

  /// The last part of the path.
  var name: Substring { lastIndex(of: "/").map { self[index(after: $0)...] } ?? self[...] }

  /// The path without symbolic links; of a missing file, that of its folder and its name.
  var realPath: String {
    if let real = LessonFormat.realPath(self) { return real }
    return LessonFormat.realPath(folder).map { "\($0)/\(name)" } ?? self
  }
}
