import Foundation
import TextFormatting

/// The files that an output folder's list names, with the hashes of what was written into them.
///
/// The list is text: a line that explains it, then a line with a hash and a path for each file. In a path, `%` and control
/// characters are percent-encoded, because a path may contain a newline. Whatever the list says, its paths lead nowhere outside.
struct WrittenFiles {
  /// The hashes by path; several while files are replaced.
  var hashes: [RelativePath: Set<String>] = [:]

  private static let head =
    "`render` made these files. It replaces or removes a file only while the file still has the hash before its name.\n"

  /// The first line of lists whose paths are not encoded.
  private static let oldHead =
    "The files below are made by `render`, which replaces and removes them while they have these hashes, and no others.\n"

  /// Creates an empty list.
  init() {}

  /// Reads a list, or returns nil if it is somebody else's file.
  init?(_ list: [UInt8]) {
    let isEncoded = list.starts(with: Self.head.utf8)
    guard isEncoded || list.starts(with: Self.oldHead.utf8) || list.isEmpty else { return nil }
    for line in list.split(separator: UInt8(ascii: "\n")).dropFirst() {
      guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      let hash = String(decoding: line[..<space], as: UTF8.self)
      let name = String(decoding: line[(space + 1)...], as: UTF8.self)
      guard let path = (isEncoded ? name.removingPercentEncoding : name).flatMap({ RelativePath($0) }) else { continue }
      hashes[path, default: []].insert(hash)
    }
  }

  /// The list as text.
  var text: String {
    let lines = hashes.sorted { $0.key < $1.key }.flatMap { path, hashes in
      hashes.sorted().map { "\($0) \(Self.encoded(path.text))\n" }
    }
    return Self.head + lines.joined()
  }

  private static func encoded(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\0"..<" ", "\u{7F}": "%\(UInt8(scalar.value).hexadecimal(digits: 2, uppercase: true))"
      default: String(scalar)
      }
    }.joined()
  }
}
