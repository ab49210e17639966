import Foundation
import LessonFormat
import LessonRuntime
import Synchronization
import TextFormatting

/// A folder in which the cells of lessons keep values between runs.
public struct KeptValuesFolder: Codable, Equatable, Sendable {
  /// The path of the folder, which is made when a value is kept.
  public var path: String
  /// Whether values are made anew, even if an earlier run has kept them.
  public var ignoresEarlier: Bool

  /// Describes a folder.
  public init(_ path: String, ignoresEarlier: Bool = false) {
    (self.path, self.ignoresEarlier) = (path, ignoresEarlier)
  }
}

/// The kept values of a running lesson, each in a file of its own.
///
/// The file's name has the lesson, the cell, and a hash of everything that the value is made from: the code of the cell and
/// of all cells before it, the variant, and what the lesson has named. A value with another hash is thus never used.
final class KeptValueFiles: KeptValues {
  private struct State {
    var cell = 0
    /// The number of values that the running cell has kept.
    var count = 0
    /// What the lesson has named; it is hashed only when a value is kept, since most lessons keep none.
    var dependencies: [String] = []
  }

  private let folder: KeptValuesFolder
  private let lesson: CompiledLesson
  private let variant: String?
  private let state = Mutex(State())

  init(_ folder: KeptValuesFolder, of lesson: CompiledLesson, variant: String?) {
    (self.folder, self.lesson, self.variant) = (folder, lesson, variant)
  }

  /// Notes that a cell begins.
  func begin(_ cell: Int) { state.withLock { ($0.cell, $0.count) = (cell, 0) } }

  func depend(on content: String) {
    state.withLock { if !$0.dependencies.contains(content) { $0.dependencies.append(content) } }
  }

  func nextPlace() -> any KeptPlace {
    let state = state.withLock { state in
      state.count += 1
      return state
    }
    let contents = [variant ?? ""] + state.dependencies
    let digests = lesson.cells[...state.cell].map(\.digest) + contents.map { fnv1a($0.utf8) }
    let key = fnv1a(digests.map { String($0, radix: 16) }.joined(separator: "|").utf8).hexadecimal(digits: 16)
    let prefix = "\(lesson.name)#\(lesson.cells[state.cell].id)#\(state.count)#"
    return KeptValueFile(folder: folder, prefix: prefix, name: prefix + key)
  }
}

/// A file with a kept value.
private struct KeptValueFile: KeptPlace {
  let folder: KeptValuesFolder
  /// The start of the name, which all versions of the value have.
  let prefix: String
  let name: String

  private static let mark = "lessons-kept-1"
  private var url: URL { URL(filePath: folder.path).appending(path: name) }

  func read() -> KeptContents? {
    guard !folder.ignoresEarlier, let contents = try? FileReader.bytes(of: url.path),
      let end = contents.prefix(200).firstIndex(of: 0x0A)
    else { return nil }
    let words = String(decoding: contents[..<end], as: UTF8.self).split(separator: " ")
    let bytes = Array(contents[(end + 1)...])
    guard words.count == 3, words[0] == Self.mark, let seconds = Double(words[1]), words[2] == Self.hash(bytes) else {
      return nil
    }
    return KeptContents(bytes: bytes, seconds: seconds)
  }

  func write(_ contents: KeptContents) throws {
    let manager = FileManager.default
    do {
      try manager.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
      let head = "\(Self.mark) \(contents.seconds) \(Self.hash(contents.bytes))\n"
      try Data(Array(head.utf8) + contents.bytes).write(to: url, options: .atomic)
    } catch {
      throw Failure(description: "\(folder.path): \(error.systemReason)")
    }
    for other in (try? manager.contentsOfDirectory(atPath: folder.path)) ?? [] where other.hasPrefix(prefix) {
      if other != name { try? manager.removeItem(atPath: "\(folder.path)/\(other)") }
    }
  }

  private struct Failure: Error, CustomStringConvertible { let description: String }

  private static func hash(_ bytes: [UInt8]) -> String { fnv1a(bytes).hexadecimal(digits: 16) }
}
