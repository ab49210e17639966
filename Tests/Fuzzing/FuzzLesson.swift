import LessonFormat

/// libFuzzer's own loop, for programs that have a `main` (LLVM's documentation of libFuzzer).
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ tryInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What is tried; the program's first argument names it, and libFuzzer gets the others.
@main
enum FuzzTarget: String {
  case parsing, rendering, stream

  /// libFuzzer's loop takes a function without a context.
  nonisolated(unsafe) private static var chosen = FuzzTarget.parsing

  static func main() {
    guard CommandLine.argc > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
      fatalError("usage: fuzz-lessons parsing|rendering|stream [libFuzzer's options]")
    }
    chosen = target
    var arguments = CommandLine.unsafeArgv + 1
    // The first of libFuzzer's arguments is the program.
    arguments[0] = CommandLine.unsafeArgv[0]
    var count = CommandLine.argc - 1
    _ = runFuzzer(&count, &arguments) { start, count in
      let bytes = Array(UnsafeBufferPointer(start: start, count: count))
      switch FuzzTarget.chosen {
      case .parsing: fuzzParsing(bytes)
      case .rendering: fuzzRendering(bytes)
      case .stream: fuzzStream(bytes)
      }
      return 0
    }
  }
}

/// Stops with a message, which `precondition` loses in an optimised build, if an invariant does not hold.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
