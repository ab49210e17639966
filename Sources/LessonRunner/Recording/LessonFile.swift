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
  private let name: String
  private let path: String

  /// Creates a reference to a lesson's file.
  ///
  /// - Parameters:
  ///   - path: the path of the file; links are followed.
  ///   - name: the name of the file in messages.
  public init(path: String, name: String) {
    self.name = name
    if let resolved = realpath(path, nil) {
      self.path = String(cString: resolved)
      free(resolved)
    } else {
      self.path = path
    }
  }

  /// The path of the hidden file next to it that is written first.
  private var leftover: String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return "\(path[..<slash]).\(path[slash...]).recording"
  }

  /// Removes the hidden file that a killed process may have left.
  public func removeLeftover() {
    guard access(leftover, F_OK) == 0, let lock = try? lock() else { return }
    unlink(leftover)
    close(lock)
  }

  /// Replaces the file's bytes, but keeps its mode, its owner and a symbolic link to it.
  ///
  /// - Parameters:
  ///   - old: the bytes that the file must still have.
  ///   - new: the new bytes.
  /// - Throws: ``RecordingFailure``; the file is then unchanged.
  public func replace(_ old: [UInt8], with new: [UInt8]) throws(RecordingFailure) {
    // If two processes record the same file, one waits here for the other and then finds the file changed.
    let lock = try lock()
    defer { close(lock) }
    var status = stat()
    guard fstat(lock, &status) == 0 else { throw failure() }
    guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else { throw .readOnly(file: name) }
    guard status.st_nlink <= 1 else { throw .hardLinks(file: name, count: Int(status.st_nlink)) }
    guard (try? FileReader.bytes(of: path)) == old else { throw .changedMeanwhile(file: name) }

    unlink(leftover)
    var isRenamed = false
    defer { if !isRenamed { unlink(leftover) } }
    let file = open(leftover, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    guard writeAll(new, to: file) else { throw failure() }
    let isOwned = status.st_uid == geteuid() && status.st_gid == getegid()
    guard isOwned || fchown(file, status.st_uid, status.st_gid) == 0 else { throw failure() }
    guard fchmod(file, status.st_mode & 0o7777) == 0, fsync(file) == 0 else { throw failure() }
    // An editor may have saved the file in the meantime.
    guard (try? FileReader.bytes(of: path)) == old else { throw .changedMeanwhile(file: name) }
    guard rename(leftover, path) == 0 else { throw failure() }
    isRenamed = true
    synchronizeFolder()
  }

  /// Opens and locks the file, waiting for other processes to unlock it.
  private func lock() throws(RecordingFailure) -> Int32 {
    while true {
      let file = open(path, O_RDONLY | O_CLOEXEC)
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

  /// Makes the rename survive a power failure; the file is complete either way.
  private func synchronizeFolder() {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = open(slash == path.startIndex ? "." : String(path[..<slash]), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private func failure() -> RecordingFailure {
    .unwritable(file: name, reason: String(cString: strerror(errno)))
  }
}
