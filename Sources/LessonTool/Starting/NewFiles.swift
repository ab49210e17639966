import Foundation
import LessonFormat
import LessonRunner

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are made all together or not at all, and in place of nothing.
struct NewFiles {
  /// A file's text, or where a symbolic link leads.
  enum Content: Equatable {
    case text(String)
    case link(to: String)
  }

  /// The files, by their paths in the folder.
  var files: [(path: String, content: Content)]

  /// Makes the folder with the files in it.
  ///
  /// It appears in one step. A folder that exists already must be empty, but for a repository; it is filled.
  ///
  /// - Throws: ``StartingFailure``; nothing of the files is left then.
  func create(in folder: String) throws(StartingFailure) {
    if isFolder(folder) {
      let entries = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0 != ".git" }
      guard entries.isEmpty else { throw .notEmpty(folder, entries.sorted()) }
      return try withoutInterruptions { () throws(StartingFailure) in try write(into: folder, named: folder) }
    }
    guard !exists(folder) else { throw .notFolder(folder) }
    // Foundation's own functions stop the program at a path of one letter.
    let end = folder.lastIndex(of: "/").map { folder.index(after: $0) } ?? folder.startIndex
    let parent = String(folder[..<end])
    guard parent.isEmpty || isFolder(parent) else { throw .noParent(folder, String(parent.dropLast())) }
    let hidden = "\(parent).\(folder[end...].prefix(100)).lessons-\(UInt32.random(in: 0...UInt32.max))"
    try withoutInterruptions { () throws(StartingFailure) in
      guard mkdir(hidden, 0o777) == 0 else { throw .unwritable(folder, reason: systemReason) }
      do throws(StartingFailure) {
        try write(into: hidden, named: folder)
        // A folder replaces nothing but an empty folder.
        guard rename(hidden, folder) == 0 else { throw .unwritable(folder, reason: systemReason) }
      } catch {
        try? FileManager.default.removeItem(atPath: hidden)
        throw error
      }
    }
  }

  /// Writes all files, or none.
  ///
  /// - Parameter name: how messages name the folder.
  private func write(into folder: String, named name: String) throws(StartingFailure) {
    var made: [String] = []
    do throws(SystemError) {
      for (path, content) in files { try write(content, to: path, in: folder, &made) }
    } catch {
      for path in made.reversed() { remove(path) }
      throw .unwritable(name, reason: String(cString: strerror(error.number)))
    }
  }

  private struct SystemError: Error {
    var number = errno
  }

  /// Writes a file and makes the folders that it needs.
  ///
  /// - Parameter made: receives the paths of what now exists and did not before.
  private func write(
    _ content: Content, to path: String, in folder: String, _ made: inout [String]
  ) throws(SystemError) {
    let parts = path.split(separator: "/").dropLast()
    for index in parts.indices {
      let parent = "\(folder)/\(parts[...index].joined(separator: "/"))"
      if mkdir(parent, 0o777) == 0 { made.append(parent) } else if errno != EEXIST { throw SystemError() }
    }
    let file = "\(folder)/\(path)"
    switch content {
    case .link(let target):
      guard symlink(target, file) == 0 else { throw SystemError() }
      made.append(file)
    case .text(let text):
      let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw SystemError() }
      made.append(file)
      let isWritten = writeAll(Array(text.utf8), to: descriptor)
      let error = SystemError()
      guard isWritten else {
        close(descriptor)
        throw error
      }
      // Some file systems say only now that they are full.
      guard close(descriptor) == 0 else { throw SystemError() }
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Returns whether anything has a path, even a link that leads nowhere.
  private func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private var systemReason: String { String(cString: strerror(errno)) }

  /// Lets a ctrl-C wait for the few milliseconds until all is there, so that nothing half-made is left.
  private func withoutInterruptions(_ body: () throws(StartingFailure) -> Void) throws(StartingFailure) {
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }
}
