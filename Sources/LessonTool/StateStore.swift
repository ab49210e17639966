import Foundation
import LessonFormat
import LessonRunner
import TextFormatting

/// The state of a course that is kept between runs: which cells failed, and where a learner stopped.
///
/// It is in the user's state folder (`XDG_STATE_HOME`, or `~/.local/state`), with a file for each course and subject. Nothing
/// depends on it: if it cannot be written, nothing is kept, and its files may hold any bytes.
struct StateStore {
  private let folder: URL

  init(of course: Course) {
    let named = ProcessInfo.processInfo.environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let state =
      named.map { URL(filePath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/state")
    let name = Self.fileName(Terminal.program, root: course.root)
    self.init(folder: state.appending(path: "lessons").appending(path: name))
  }

  /// Creates a store in a folder, which is created when something is stored.
  init(folder: URL) { self.folder = folder }

  /// Returns the name of the folder for a course, in which the path of its package is encoded.
  static func fileName(_ program: String, root: String?) -> String {
    let path = (root ?? "").unicodeScalars.map { $0 == "%" ? "%25" : $0 == "/" ? "%2F" : String($0) }.joined()
    return fitting(program + path)
  }

  /// Returns a name itself, or its hash if it is longer than a file system allows.
  private static func fitting(_ name: String) -> String {
    name.utf8.count <= 255 ? name : "%\(fnv1a(name.utf8).hexadecimal(digits: 16))"
  }

  private func file(_ subject: String) -> URL { folder.appending(path: Self.fitting(subject)) }

  /// Accesses the lines stored for a subject.
  subscript(subject: String) -> [String] {
    get {
      let bytes = (try? FileReader.bytes(of: file(subject).path)) ?? []
      return bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { String(decoding: $0, as: UTF8.self) }
    }
    nonmutating set { _ = write(newValue, for: subject) }
  }

  /// Stores lines for a subject, and returns why that was not possible, or nil if it was.
  func write(_ lines: [String], for subject: String) -> String? {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file(subject), options: .atomic)
      return nil
    } catch {
      return error.systemReason
    }
  }
}
