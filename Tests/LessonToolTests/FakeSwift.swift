import Foundation

/// A program `swift` that does what a test says instead of building.
struct FakeSwift: ~Copyable {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-swift-\(UUID())")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
      cd '\(folder.path)'
      echo "$*" >> log
      if [ "$1" = build ]; then . ./build; else cat packages; fi
      """
    try Data(script.utf8).write(to: folder.appending(path: "swift"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "swift").path)
    try setLocalPackages([])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The variables with which programs find it.
  var environment: [String: String] {
    ["PATH": "\(folder.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"]
  }

  /// Sets what `swift build` does, as lines of a shell's script.
  func setBuild(_ script: String) throws {
    try Data(script.utf8).write(to: folder.appending(path: "build"), options: .atomic)
  }

  /// Lets `swift build` make the crash course's program in a package, perhaps as a new file.
  ///
  /// - Parameter waits: whether that takes until ``finish()`` is called.
  func setBuild(of root: URL, isNew: Bool = false, waits: Bool = false) throws {
    let (made, program) = ("\(root.path)/.build/debug", Program("crash-course").path)
    try setBuild(
      (waits ? "while [ ! -e go ]; do sleep 0.02; done; rm go\n" : "")
        + "mkdir -p '\(made)'; rm -f '\(made)/crash-course'\n\(isNew ? "cp" : "ln -s") '\(program)' '\(made)/crash-course'\n"
    )
  }

  /// Ends a build that waits.
  func finish() throws { try Data().write(to: folder.appending(path: "go")) }

  /// Sets the paths that `swift package show-dependencies` prints.
  func setLocalPackages(_ paths: [String]) throws {
    let packages = paths.map { #"{"path": "\#($0)", "dependencies": []}"# }.joined(separator: ", ")
    try Data(#"{"path": "/", "dependencies": [\#(packages)]}"#.utf8).write(to: folder.appending(path: "packages"))
  }

  /// Sets what `swift package dump-package` prints.
  func setManifest(_ json: String) throws { try Data(json.utf8).write(to: folder.appending(path: "packages")) }

  /// The command lines of the builds that were begun.
  var builds: [Substring] {
    let log = (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
    return log.split(separator: "\n").filter { $0.hasPrefix("build ") }
  }
}
