/// The values that a lesson's cells keep between runs, as the runner stores them.
public protocol KeptValues: Sendable {
  /// Returns the place of the next value that the running cell keeps.
  func nextPlace() -> any KeptPlace
  /// Notes something that all later values are made from.
  func depend(on content: String)
}

/// The place of a kept value.
public protocol KeptPlace {
  /// Returns what an earlier run kept here, or nil if there is nothing to use.
  func read() -> KeptContents?
  /// Keeps a value, whole or not at all.
  ///
  /// - Throws: An error whose description says why that is impossible.
  func write(_ contents: KeptContents) throws
}

/// A kept value as bytes.
public struct KeptContents: Equatable, Sendable {
  /// The bytes from which the value is made again.
  public var bytes: [UInt8]
  /// How long it took to make the value, in seconds.
  public var seconds: Double

  /// Creates the contents of a place.
  public init(bytes: [UInt8], seconds: Double) { (self.bytes, self.seconds) = (bytes, seconds) }
}
