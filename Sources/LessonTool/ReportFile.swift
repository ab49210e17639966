import Foundation
import LessonRunner

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file of a report.
enum ReportFile {
  /// Why a file could not be written.
  struct Failure: Error {
    var reason: String
  }

  /// Writes a report.
  ///
  /// A regular file is replaced as a whole, so that nobody reads half a report. A device, a pipe or a symbolic link is written through.
  static func write(_ text: String, to path: String) throws(Failure) {
    var status = stat()
    if lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG {
      do {
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
      } catch {
        throw Failure(reason: error.localizedDescription)
      }
    } else {
      let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw failure() }
      defer { close(file) }
      guard writeAll(Array(text.utf8), to: file) else { throw failure() }
    }
  }

  private static func failure() -> Failure { Failure(reason: String(cString: strerror(errno))) }
}
