import Foundation
import LessonFormat
import LessonPresentation
import LessonRunner

/// Rebuilds the running program, with its original settings if it is in its package's own build folder.
struct CourseBuild {
  /// The outcome of a build.
  enum Outcome {
    case built
    /// It failed; the text is its complete output.
    case failed(String)
    case cancelled
  }

  /// The arguments for `swift`.
  let arguments: [String]
  /// The path of the program that is built.
  let program: String
  /// Whether that is the running program.
  let isRunning: Bool
  /// The package's folder.
  private let root: String

  /// Creates a build.
  ///
  /// - Parameters:
  ///   - root: the package's folder.
  ///   - executable: the path of the running program.
  init(
    root: String, executable: String = URL(filePath: Runner.currentExecutable).resolvingSymlinksInPath().path
  ) {
    self.root = root
    let name = (executable as NSString).lastPathComponent
    let parts = executable.hasPrefix(root + "/") ? executable.dropFirst(root.count + 1).split(separator: "/") : []
    // .build/x86_64-unknown-linux-gnu/debug/lessons
    isRunning = parts.count == 4
    let settings = isRunning ? ["-c", String(parts[2]), "--scratch-path", "\(root)/\(parts[0])"] : []
    arguments = ["build", "--package-path", root] + settings + ["--product", name]
    program = isRunning ? executable : "\(root)/.build/debug/\(name)"
  }

  /// Builds the program.
  ///
  /// - Parameter isCancelled: called several times a second; returning true ends the build.
  func run(isCancelled: () -> Bool) -> Outcome {
    var output: [UInt8] = []
    let swift = ChildProcess(executable: "/usr/bin/env", arguments: ["swift"] + arguments)
    do throws(ChildProcess.Failure) {
      let end = try swift.run(
        deadline: { .now + .seconds(3600) }, tick: { isCancelled() ? .stop : .proceed },
        receive: { bytes in
          output += bytes
          return .proceed
        })
      if end.isStopped { return .cancelled }
      return end.exitCode == 0 ? .built : .failed(String(decoding: output, as: UTF8.self) + end.errorText)
    } catch {
      return .failed(error.reason + "\n")
    }
  }

  /// Returns the compiler's errors in lessons, each once and with its line, or the end of the build's output if there are none.
  ///
  /// - Parameter output: the complete output of the build.
  func errors(in output: String, _ style: Style = .plain) -> String {
    var seen: Set<String> = []
    let errors = output.split(separator: "\n").compactMap { line -> String? in
      guard let match = line.firstMatch(of: /^(.+\.md):(\d+):(\d+): error: (.*)$/), seen.insert(String(line)).inserted,
        let number = Int(match.2), let column = Int(match.3)
      else { return nil }
      let path = String(match.1)
      let name = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
      let diagnostic = Diagnostic(String(match.4), file: name, location: SourceLocation(line: number, column: column))
      let source = (try? FileReader.bytes(of: path.hasPrefix("/") ? path : "\(root)/\(path)")).map { SourceText($0) }
      return diagnostic.text(style, showing: source)
    }
    guard errors.isEmpty else { return errors.joined() }
    return output.split(separator: "\n", omittingEmptySubsequences: false).suffix(30).joined(separator: "\n") + "\n"
  }
}
