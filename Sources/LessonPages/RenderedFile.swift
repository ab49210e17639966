/// A file to be written to an output folder.
public struct RenderedFile: Equatable, Sendable {
  /// The path relative to the output folder.
  public var path: String
  /// The contents of the file.
  public var bytes: [UInt8]

  /// Creates a text file.
  public init(_ path: String, _ text: String) { self.init(path, bytes: Array(text.utf8)) }

  /// Creates a file with the given bytes.
  public init(_ path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
