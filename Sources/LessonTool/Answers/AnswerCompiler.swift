import Foundation
import LessonFormat
import LessonRunner
import LessonRuntime

/// Compiles single answers into libraries, with the compiler alone: nothing of the course is built again, and an answer that does not compile
/// keeps no other from being judged.
struct AnswerCompiler: Sendable {
  /// The result of compiling an answer.
  enum Outcome {
    case library(path: String)
    /// The compiler's errors, or its whole output if it named none.
    case failed([BuildErrors.Located], output: String)
    case cancelled
  }

  private let root: String
  private let module: CompiledModule
  /// The folder of the running program, which has the modules that it was built from.
  private let products: String

  /// Creates a compiler for the answers to a course's lessons.
  ///
  /// - Throws: ``AnswersRefusal`` if the program is not in its build folder.
  init(_ lesson: CompiledLesson, root: String, executable: String) throws(AnswersRefusal) {
    products = (executable as NSString).deletingLastPathComponent
    guard let module = lesson.module, FileManager.default.fileExists(atPath: "\(products)/Modules") else {
      throw .movedProgram
    }
    self.module = module
    self.root = root
  }

  /// The time limit of the compiler.
  private static let timeout = Duration.seconds(120)

  /// Compiles an answer's source.
  ///
  /// - Parameters:
  ///   - folder: a folder for the library, which must be kept while it is used.
  ///   - isCancelled: called several times a second; returning true ends the compiler.
  /// - Throws: ``AnswersRefusal`` if there is no compiler.
  func compile(
    _ source: String, in folder: String, isCancelled: () -> Bool = { false }
  ) throws(AnswersRefusal) -> Outcome {
    let file = "\(folder)/Answer.swift"
    let library = "\(folder)/libAnswer.so"
    do {
      try Data(source.utf8).write(to: URL(filePath: file))
    } catch {
      throw .noCompiler(reason: "cannot write into \(folder): \(error.localizedDescription)")
    }
    do throws(ChildProcess.Failure) {
      let (output, end) = try ChildProcess(
        executable: "/usr/bin/env", arguments: ["swiftc"] + arguments(file, library)
      ).output(within: Self.timeout, isCancelled)
      if end.isStopped { return .cancelled }
      if end.exitCode == 0 { return .library(path: library) }
      if end.exitCode != 127 {
        let text = String(decoding: output, as: UTF8.self) + end.errorText
        return .failed(BuildErrors(in: text, root: root).located, output: text)
      }
    } catch {
      throw .noCompiler(reason: error.reason)
    }
    throw .noCompiler(reason: "`swiftc` is not found: is Swift in the PATH?")
  }

  private func arguments(_ file: String, _ library: String) -> [String] {
    // SwiftPM makes a module map for each C library, beside what it compiles.
    let made = ((try? FileManager.default.contentsOfDirectory(atPath: products)) ?? []).sorted().map {
      "\(products)/\($0)/module.modulemap"
    }
    let moduleMaps = (made + module.moduleMaps.map(path)).filter { FileManager.default.fileExists(atPath: $0) }
    let options = [
      "-emit-library", "-o", library, "-module-name", "LessonsAnswer", "-parse-as-library", "-Onone", "-g",
      "-suppress-warnings", "-swift-version", module.languageVersion, "-I", "\(products)/Modules",
      "-module-cache-path", "\(products)/ModuleCache",
    ]
    #if os(macOS)
      let linking = ["-Xlinker", "-undefined", "-Xlinker", "dynamic_lookup"]
    #else
      let linking: [String] = []
    #endif
    return options + linking + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] } + module.sources.map(path) + [
      file
    ]
  }

  /// Returns the path of a file that is named from the package's root.
  private func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(root)/\(name)" }
}
