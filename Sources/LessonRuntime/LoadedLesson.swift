/// A lesson that a library brings along, as a pointer that can pass through a function without a Swift signature.
public final class LoadedLesson {
  /// The lesson.
  public let lesson: CompiledLesson

  /// Wraps a lesson; the generated code of an answer does this.
  public init(_ lesson: CompiledLesson) { self.lesson = lesson }

  /// The pointer, which must be unwrapped once.
  public var pointer: UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

  /// Unwraps a pointer.
  public static func at(_ pointer: UnsafeMutableRawPointer) -> LoadedLesson {
    Unmanaged<LoadedLesson>.fromOpaque(pointer).takeRetainedValue()
  }
}
