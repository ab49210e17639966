#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The attributes of a file that change when it is written.
package struct FileStamp: Equatable, Sendable {
  private var inode: UInt64
  private var size: Int64
  private var seconds: Int
  private var nanoseconds: Int

  /// Reads the attributes; nil if there is no such file.
  package init?(_ file: String) {
    var status = stat()
    guard stat(file, &status) == 0 else { return nil }
    #if os(Linux)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    (inode, size) = (UInt64(status.st_ino), Int64(status.st_size))
    (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
  }
}
