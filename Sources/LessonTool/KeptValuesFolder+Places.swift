import Foundation
import LessonRunner

extension KeptValuesFolder {
  /// The folder of a course in the user's cache folder (`XDG_CACHE_HOME`, or `~/.cache`; on macOS `~/Library/Caches`).
  init?(of course: Course, ignoresEarlier: Bool) {
    guard let caches = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first else { return nil }
    let name = StateStore.fileName(Terminal.program, root: course.root)
    self.init(caches.appending(path: "lessons/kept").appending(path: name).path, ignoresEarlier: ignoresEarlier)
  }
}

/// A folder for the values that the lessons of one run keep; it is removed after the run.
final class TemporaryKeptValues {
  let folder = KeptValuesFolder(
    FileManager.default.temporaryDirectory.appending(path: "lessons-kept-\(UUID().uuidString)").path)

  deinit { try? FileManager.default.removeItem(atPath: folder.path) }
}
