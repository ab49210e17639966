#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads files without Foundation, so that the build tool compiles and starts fast.
public enum FileReader {
  /// Why a file could not be read.
  public struct Failure: Error, Equatable, Sendable {
    /// The system's message, such as `No such file or directory`, or what is wrong with the file.
    public let reason: String

    fileprivate static let notRegular = Failure(reason: "it is not a regular file")
  }

  /// Returns all bytes of a regular file.
  ///
  /// - Throws: ``Failure`` if the file is missing or unreadable, or is not a regular file: a folder, a pipe, a device or a socket.
  public static func bytes(of path: String) throws(Failure) -> [UInt8] {
    // Without O_NONBLOCK, opening a pipe would wait until somebody writes to it.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    // ENXIO: a socket, or a device without a driver.
    guard file >= 0 else { throw errno == ENXIO ? .notRegular : failure() }
    defer { close(file) }
    return try bytes(of: file)
  }

  /// Returns all bytes of an open file, from its current position.
  ///
  /// - Throws: ``Failure`` if the file is unreadable or is not a regular file.
  package static func bytes(of file: Int32) throws(Failure) -> [UInt8] {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw failure()
      }
    }
  }

  private static func failure() -> Failure { Failure(reason: String(cString: strerror(errno))) }
}
