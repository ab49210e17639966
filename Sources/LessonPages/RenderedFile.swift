/// A file that is to stand in an output folder.
public struct RenderedFile: Equatable, Sendable {
  /// The path from the output folder.
  public var path: String
  /// What the file holds.
  public var bytes: [UInt8]

  /// A file of text.
  public init(_ path: String, _ text: String) { self.init(path, bytes: Array(text.utf8)) }

  /// A file of bytes.
  public init(_ path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
