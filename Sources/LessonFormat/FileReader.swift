#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads files without Foundation, so that the build tool compiles and starts fast.
public enum FileReader {
  /// Why a file could not be read.
  public struct Failure: Error, Equatable, Sendable {
    /// The system's message, such as `No such file or directory`.
    public let reason: String
  }

  /// Returns all bytes of a file.
  ///
  /// - Throws: ``Failure`` if the file is missing or unreadable, or is a directory.
  public static func bytes(of path: String) throws(Failure) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw failure() }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[..<count]
      if count < chunk.count { break }
    }
    guard ferror(file) == 0 else { throw failure() }
    return bytes
  }

  private static func failure() -> Failure { Failure(reason: String(cString: strerror(errno))) }
}
