#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads files without Foundation, so that the build's tool starts and compiles fast.
public enum FileReader {
  /// Why a file could not be read.
  public struct Failure: Error, Equatable, Sendable {
    /// The system's words, such as `No such file or directory`.
    public let reason: String
  }

  /// Returns every byte of a file.
  ///
  /// - Throws: ``Failure`` for a missing or unreadable file and for a directory.
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
