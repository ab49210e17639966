import LessonFormat
import LessonRunner

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open folder whose files are reached step by step, and never through a symbolic link, so that nothing outside is touched.
///
/// Each folder on the way stays open until its file has been handled: it cannot be exchanged for a link in between.
final class ConfinedFolder {
  /// Why a file could not be reached or changed.
  enum Failure: Error {
    /// There is something other than a folder on the way, or something other than a regular file at the end.
    case obstructed
    case system(reason: String)

    fileprivate static var last: Failure { .system(reason: String(cString: strerror(errno))) }
  }

  private let descriptor: Int32
  private let unlink: (Int32, String) -> Int32

  /// Opens a folder, which may itself be a link, or returns nil if that is not possible, with the reason in `errno`.
  init?(_ path: String, unlink: @escaping (Int32, String) -> Int32) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    self.unlink = unlink
    if descriptor < 0 { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Returns the bytes of a file, or nil if nothing has its name.
  func read(_ path: RelativePath) throws(Failure) -> [UInt8]? {
    try withFolder(of: path, creating: false) { folder, name throws(Failure) in try Self.bytes(folder, name) } ?? nil
  }

  /// Replaces a file as a whole, or creates it and its folders.
  func write(_ bytes: [UInt8], to path: RelativePath) throws(Failure) {
    _ = try withFolder(of: path, creating: true) { folder, name throws(Failure) in
      var old = stat()
      let isReplaced = fstatat(folder, name, &old, AT_SYMLINK_NOFOLLOW) == 0
      guard !isReplaced || old.st_mode & S_IFMT == S_IFREG else { throw .obstructed }
      let temporary = ".lessons-\(UInt64.random(in: 0...UInt64.max))"
      let file = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw .last }
      defer { close(file) }
      guard writeAll(bytes, to: file), !isReplaced || fchmod(file, old.st_mode & 0o777) == 0,
        renameat(folder, temporary, folder, name) == 0
      else {
        let failure = Failure.last
        unlinkat(folder, temporary, 0)
        throw failure
      }
    }
  }

  /// Removes a file if it still satisfies a condition.
  func remove(_ path: RelativePath, if condition: ([UInt8]) -> Bool) throws(Failure) {
    _ = try withFolder(of: path, creating: false) { folder, name throws(Failure) in
      guard let bytes = try Self.bytes(folder, name), condition(bytes) else { return }
      guard unlink(folder, name) == 0 || errno == ENOENT else { throw .last }
    }
  }

  private static func bytes(_ folder: Int32, _ name: String) throws(Failure) -> [UInt8]? {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw .last
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .obstructed }
    let file = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw errno == ELOOP ? .obstructed : .last }
    defer { close(file) }
    do throws(FileReader.Failure) { return try FileReader.bytes(of: file) } catch {
      throw .system(reason: error.reason)
    }
  }

  /// Calls a function with the open folder of a file and the file's name; returns nil if the folder does not exist.
  private func withFolder<Result>(
    of path: RelativePath, creating: Bool, _ body: (Int32, String) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    var folder = descriptor
    defer { if folder != descriptor { close(folder) } }
    let names = path.components.map { String(decoding: $0, as: UTF8.self) }
    for name in names.dropLast() {
      if creating, mkdirat(folder, name, 0o777) != 0, errno != EEXIST { throw .last }
      let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else {
        switch errno {
        case ENOENT: return nil
        case ELOOP, ENOTDIR: throw .obstructed
        default: throw .last
        }
      }
      if folder != descriptor { close(folder) }
      folder = next
    }
    return try body(folder, names[names.count - 1])
  }
}
