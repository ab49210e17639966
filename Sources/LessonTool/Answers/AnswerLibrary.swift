import ArgumentParser
import LessonRuntime
import LessonTangle

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A library with a compiled answer.
///
/// It uses the modules of this program, which therefore has to export their symbols; the manifest sees to that.
enum AnswerLibrary {
  /// Loads a library into this process and returns its lesson.
  static func lesson(at path: String) throws -> CompiledLesson {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL), let symbol = dlsym(library, TangledAnswer.entryPoint)
    else { throw ValidationError("cannot load the answer: \(String(cString: dlerror()))") }
    typealias EntryPoint = @convention(c) () -> UnsafeMutableRawPointer
    return LoadedLesson.at(unsafeBitCast(symbol, to: EntryPoint.self)()).lesson
  }
}
