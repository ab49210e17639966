import Foundation
import LessonRunner

/// The state of a course that is kept between runs: which cells failed, and where a learner stopped.
///
/// It is in the user's state folder (`XDG_STATE_HOME`, or `~/.local/state`), with a file for each course and subject. Nothing
/// depends on it: if it cannot be written, nothing is kept.
struct StateStore {
  private let folder: URL

  init(of course: Course) {
    let named = ProcessInfo.processInfo.environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let state =
      named.map { URL(filePath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/state")
    folder = state.appending(path: "lessons/\(Terminal.program)\(course.root.map(Self.fileName) ?? "")")
  }

  /// Returns a path encoded as a single file name.
  private static func fileName(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("/", with: "%2F")
  }

  /// Accesses the lines stored for a subject.
  subscript(subject: String) -> [String] {
    get {
      let text = try? String(contentsOf: folder.appending(path: subject), encoding: .utf8)
      return (text ?? "").split(separator: "\n").map(String.init)
    }
    nonmutating set {
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let text = newValue.map { $0 + "\n" }.joined()
      try? Data(text.utf8).write(to: folder.appending(path: subject), options: .atomic)
    }
  }
}
