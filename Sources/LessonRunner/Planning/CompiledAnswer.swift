/// A learner's answer to an exercise, compiled into a library.
public struct CompiledAnswer: Sendable {
  /// The path of the library.
  public var library: String
  /// The path of the answers file that the compiler was given.
  public var file: String

  /// Refers to a library.
  public init(library: String, file: String) { (self.library, self.file) = (library, file) }
}
