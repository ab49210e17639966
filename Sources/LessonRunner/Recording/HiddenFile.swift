import Foundation
import LessonFormat
import TextFormatting

/// The hidden file beside a lesson's file that is written first.
///
/// It has a first name until it is complete. When it takes the lesson's place, the old file takes its own, and that one may have been
/// edited in the last moment. So the second name has the hashes of the bytes that nobody needs, the old ones and the new ones: if the
/// process is killed then, another one knows whether it may remove the file.
struct HiddenFile {
  /// The folder, such as `.`.
  let folder: String
  private let name: String

  /// - Parameter path: the path of the lesson's file.
  init(besides path: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { path.utf8.index(after: $0) } ?? path.startIndex
    folder = slash == nil ? "." : String(path[..<start])
    name = String(path[start...])
  }

  /// The path while it is being written.
  var unfinished: String { "\(folder)/.\(name).recording" }

  /// Returns the path when it is complete.
  func complete(_ old: [UInt8], _ new: [UInt8]) -> String {
    "\(folder)/.\(name).\(Self.hash(old))-\(Self.hash(new)).recording"
  }

  /// The paths of all such files that exist.
  var leftovers: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.map { "\(folder)/\($0)" }.filter { isUnfinished($0) || hashes(in: $0) != nil }.sorted()
  }

  /// Returns whether a leftover holds nothing that anybody needs.
  func isDisposable(_ path: String) -> Bool {
    guard let hashes = hashes(in: path) else { return isUnfinished(path) }
    return (try? FileReader.bytes(of: path)).map { hashes.contains(Self.hash($0)) } ?? false
  }

  // Names are compared by bytes: Swift's `==` takes two files for one if their names differ only in how an accent is written.

  private func isUnfinished(_ path: String) -> Bool { path.utf8.elementsEqual(unfinished.utf8) }

  /// Returns the hashes in the path of a complete file, or nil if it is not one.
  private func hashes(in path: String) -> [String]? {
    let prefix = "\(folder)/.\(name)."
    guard path.utf8.starts(with: prefix.utf8) else { return nil }
    let parts = path.utf8.dropFirst(prefix.utf8.count).split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].elementsEqual("recording".utf8) else { return nil }
    let hashes = parts[0].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return hashes.count == 2 && hashes.allSatisfy { $0.count == 16 } ? hashes.map { String(Substring($0)) } : nil
  }

  private static func hash(_ bytes: [UInt8]) -> String { fnv1a(bytes).hexadecimal(digits: 16) }
}
