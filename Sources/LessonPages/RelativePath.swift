/// The path of a file below a folder, in one spelling: without `.`, `..` and empty components.
///
/// It is compared by bytes, as file systems do. Strings are equal if they only write an accent in different ways, and a `/` that a
/// combining character follows is not a `/` to them.
struct RelativePath: Hashable, Comparable {
  /// The names of the folders, and that of the file.
  let components: [[UInt8]]

  /// The path as text.
  var text: String { components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") }

  static func < (first: RelativePath, second: RelativePath) -> Bool {
    first.text.utf8.lexicographicallyPrecedes(second.text.utf8)
  }
}

extension RelativePath {
  /// Normalizes a path.
  ///
  /// Returns nil if the path is absolute or empty, leads out of the folder, or contains a NUL byte.
  init?(_ path: String) {
    guard path.utf8.first != UInt8(ascii: "/"), !path.utf8.contains(0) else { return nil }
    var components: [[UInt8]] = []
    for component in path.utf8.split(separator: UInt8(ascii: "/")) {
      if component.elementsEqual(".".utf8) { continue }
      if component.elementsEqual("..".utf8) {
        guard components.popLast() != nil else { return nil }
      } else {
        components.append(Array(component))
      }
    }
    guard !components.isEmpty else { return nil }
    self.components = components
  }
}
