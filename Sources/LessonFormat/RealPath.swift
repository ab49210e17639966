#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Returns a path without symbolic links, or nil if nothing has it (realpath(3)).
package func realPath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}

extension String {
  /// The path without symbolic links; of a missing file, that of its folder and its name.
  package var realPath: String {
    if let real = LessonFormat.realPath(self) { return real }
    let path = String(reversed().drop { $0 == "/" }.reversed())
    guard let slash = path.lastIndex(of: "/"),
      let folder = LessonFormat.realPath(slash == path.startIndex ? "/" : String(path[..<slash]))
    else { return self }
    return (folder == "/" ? "" : folder) + path[slash...]
  }
}
