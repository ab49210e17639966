import Foundation
import LessonFormat
import LessonReports

/// How the running program is built again: with the settings it was built with, where it lies in its package's own build folder.
struct Build {
  /// The arguments of `swift`.
  let arguments: [String]
  /// The program after the build.
  let program: String
  /// The folder of the package.
  let root: String

  /// - Parameters:
  ///   - root: the folder of the package.
  ///   - executable: the program that runs.
  init(root: String, executable: String) {
    self.root = root
    let name = (executable as NSString).lastPathComponent
    let parts = executable.hasPrefix(root + "/") ? executable.dropFirst(root.count + 1).split(separator: "/") : []
    // .build/x86_64-unknown-linux-gnu/debug/lessons
    if parts.count == 4 {
      arguments = ["build", "-c", String(parts[2]), "--scratch-path", String(parts[0]), "--product", name]
      program = executable
    } else {
      arguments = ["build", "--product", name]
      program = "\(root)/.build/debug/\(name)"
    }
  }

  /// What the compiler says of lessons, each once and with its line; where it says nothing of them, the end of all it says.
  ///
  /// - Parameter output: everything the build has written.
  func errors(in output: String) -> String {
    var seen: Set<String> = []
    let errors = output.split(separator: "\n").compactMap { line -> String? in
      guard let match = line.firstMatch(of: /^(.+\.md):(\d+):(\d+): error: (.*)$/), seen.insert(String(line)).inserted,
        let number = Int(match.2), let column = Int(match.3)
      else { return nil }
      let path = String(match.1)
      let name = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
      let diagnostic = Diagnostic(String(match.4), file: name, place: Place(line: number, column: column))
      let source = (try? FileReader.bytes(of: path.hasPrefix("/") ? path : "\(root)/\(path)")).map { SourceText($0) }
      return diagnostic.text(showing: source)
    }
    guard errors.isEmpty else { return errors.joined() }
    return output.split(separator: "\n", omittingEmptySubsequences: false).suffix(30).joined(separator: "\n") + "\n"
  }
}
