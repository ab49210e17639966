import LessonFormat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lesson's file on disk, which is replaced as a whole or not at all.
///
/// A process that is killed while it writes leaves the old file or the new one, and perhaps a hidden file next to it, which the
/// next ``replace(_:with:)`` or ``removeLeftover()`` removes.
public struct LessonFile: Sendable {
  let name: String
  let path: String

  /// Creates a reference to a lesson's file.
  ///
  /// - Parameters:
  ///   - path: the path of the file; links are followed.
  ///   - name: the name of the file in messages.
  public init(path: String, name: String) {
    self.name = name
    self.path = realPath(path) ?? path
  }

  var hidden: HiddenFile { HiddenFile(besides: path) }

  /// Removes the hidden files that killed processes may have left.
  ///
  /// - Throws: ``RecordingFailure/savedEdit(file:kept:)`` if one holds an edit of the lesson, which is kept.
  public func removeLeftover() throws(RecordingFailure) {
    // Another process may be working with what is there, so it is removed only when the file is locked.
    guard !hidden.leftovers.isEmpty, let lock = try? lock() else { return }
    defer { close(lock) }
    try removeLeftoverWhileLocked()
  }

  private func removeLeftoverWhileLocked() throws(RecordingFailure) {
    for leftover in hidden.leftovers {
      guard hidden.isDisposable(leftover) else { throw .savedEdit(file: name, kept: leftover) }
      unlink(leftover)
    }
  }

  /// Replaces the file's bytes, but keeps all else: a symbolic link to it, its owner, mode, access list and extended attributes.
  ///
  /// - Parameters:
  ///   - old: the bytes that the file must still have.
  ///   - new: the new bytes.
  /// - Throws: ``RecordingFailure``; the file is then unchanged.
  public func replace(_ old: [UInt8], with new: [UInt8]) throws(RecordingFailure) {
    try replace(old, with: new) { _ in }
  }

  /// A moment at which a test can look at the files and change them.
  enum Step { case created, ready, exchanged, restored }

  func replace(_ old: [UInt8], with new: [UInt8], reached: (Step) -> Void) throws(RecordingFailure) {
    // If two processes record the same file, one waits here for the other and then finds the file changed.
    let lock = try lock()
    defer { close(lock) }
    var status = stat()
    guard fstat(lock, &status) == 0 else { throw failure() }
    guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else { throw .readOnly(file: name) }
    guard status.st_nlink <= 1 else { throw .hardLinks(file: name, count: Int(status.st_nlink)) }
    guard (try? FileReader.bytes(of: path)) == old else { throw .changedMeanwhile(file: name) }
    try removeLeftoverWhileLocked()

    let file = open(hidden.unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    defer { unlink(hidden.unfinished) }
    reached(.created)
    // As soon as the new file is in place, other processes lock that one.
    guard flock(file, LOCK_EX) == 0, writeAll(new, to: file) else { throw failure() }
    do throws(FileMetadata.Failure) {
      try FileMetadata(of: lock, status).copy(to: file)
    } catch {
      throw .notPreserved(file: name, part: error.part, reason: error.reason)
    }
    guard fsync(file) == 0 else { throw failure() }
    // An editor may have saved the file in the meantime.
    guard (try? FileReader.bytes(of: path)) == old else { throw .changedMeanwhile(file: name) }

    reached(.ready)
    try putInPlace(Versions(old: old, new: new, status: status), reached: reached)
    synchronizeFolder()
  }

  /// Opens and locks the file, waiting for other processes to unlock it.
  private func lock() throws(RecordingFailure) -> Int32 {
    while true {
      let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { throw failure() }
      while flock(file, LOCK_EX) != 0 {
        guard errno == EINTR else {
          let error = failure()
          close(file)
          throw error
        }
      }
      // While this process waited, the file that it has locked may have been replaced.
      var (locked, named) = (stat(), stat())
      if fstat(file, &locked) == 0, stat(path, &named) == 0, locked.st_ino == named.st_ino { return file }
      close(file)
    }
  }

  /// Makes the exchange survive a power failure; the file is complete either way.
  private func synchronizeFolder() {
    let folder = open(hidden.folder, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  func failure() -> RecordingFailure {
    .unwritable(file: name, reason: String(cString: strerror(errno)))
  }
}
