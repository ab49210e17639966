import Foundation
import LessonPresentation
import LessonRunner

/// Rebuilds the running program, with its original settings if it is in its package's own build folder.
struct CourseBuild: Sendable {
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
  let root: String
  /// The options that choose the package and its build folder.
  private let location: [String]
  /// The build folder.
  let scratch: String
  /// The name of the program.
  let product: String
  /// Whether it is built as a release.
  let isRelease: Bool

  /// The path of the running program, without symbolic links.
  static var runningProgram: String { URL(filePath: Runner.currentExecutable).resolvingSymlinksInPath().path }

  /// Creates a build.
  ///
  /// - Parameters:
  ///   - root: the package's folder.
  ///   - executable: the path of the running program.
  init(
    root: String, executable: String = Self.runningProgram
  ) {
    self.root = root
    let name = (executable as NSString).lastPathComponent
    product = name
    let parts = executable.hasPrefix(root + "/") ? executable.dropFirst(root.count + 1).split(separator: "/") : []
    // .build/x86_64-unknown-linux-gnu/debug/lessons
    isRunning = parts.count == 4
    isRelease = isRunning && parts[2] == "release"
    scratch = isRunning ? "\(root)/\(parts[0])" : "\(root)/.build"
    location = ["--package-path", root] + (isRunning ? ["--scratch-path", scratch] : [])
    arguments = ["build"] + location + (isRunning ? ["-c", String(parts[2])] : []) + ["--product", name]
    program = isRunning ? executable : "\(root)/.build/debug/\(name)"
  }

  /// Builds the program.
  ///
  /// - Parameters:
  ///   - findsFiles: whether to look for new and removed files in other packages, too; without this, SwiftPM looks only in the course's
  ///     own package, which takes a second less.
  ///   - isCancelled: called several times a second; returning true ends the build.
  func run(findsFiles: Bool, isCancelled: () -> Bool) -> Outcome {
    do throws(ChildProcess.Failure) {
      let (output, end) = try swift(arguments + (findsFiles ? ["--disable-build-manifest-caching"] : []), isCancelled)
      if end.isStopped { return .cancelled }
      if end.exitCode == 127 { return .failed(Diagnostic(Notice.noSwiftToWatch).text()) }
      return end.exitCode == 0 ? .built : .failed(String(decoding: output, as: UTF8.self) + end.errorText)
    } catch {
      return .failed(error.reason + "\n")
    }
  }

  /// Returns the folders of the packages that the course depends on by path, directly or not; nil if they cannot be found out.
  ///
  /// - Parameter isCancelled: called several times a second; returning true ends the search.
  func localPackages(isCancelled: () -> Bool) -> [String]? {
    struct Package: Decodable {
      var path: String
      var dependencies: [Package]
      var all: [Package] { [self] + dependencies.flatMap(\.all) }
    }
    guard
      let (output, end) = try? swift(["package"] + location + ["show-dependencies", "--format", "json"], isCancelled),
      end.exitCode == 0, let package = try? JSONDecoder().decode(Package.self, from: Data(output))
    else { return nil }
    return package.dependencies.flatMap(\.all).map(\.path).filter { !$0.hasPrefix(scratch + "/") }
  }

  private func swift(
    _ arguments: [String], _ isCancelled: () -> Bool
  ) throws(ChildProcess.Failure) -> (output: [UInt8], end: ChildProcess.End) {
    try ChildProcess(executable: "/usr/bin/env", arguments: ["swift"] + arguments)
      .output(within: .seconds(3600), isCancelled)
  }
}

extension ChildProcess {
  /// Runs the process to its end, and returns its output.
  ///
  /// - Parameters:
  ///   - time: the time after which it is killed.
  ///   - isCancelled: called several times a second; returning true kills it.
  func output(within time: Duration, _ isCancelled: () -> Bool) throws(Failure) -> (output: [UInt8], end: End) {
    let deadline = ContinuousClock.now + time
    var output: [UInt8] = []
    let end = try run(
      deadline: { deadline }, tick: { isCancelled() ? .stop : .proceed },
      receive: { bytes in
        output += bytes
        return .proceed
      })
    return (output, end)
  }
}
