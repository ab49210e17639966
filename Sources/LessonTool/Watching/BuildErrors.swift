import LessonFormat
import LessonPresentation

/// The errors in the output of a build that failed, in lessons and in other files.
struct BuildErrors {
  private let output: String
  private let root: String

  /// Reads the complete output of a build of the package in a folder.
  init(in output: String, root: String) {
    self.output = output
    self.root = root
  }

  /// An error and where the compiler found it.
  struct Located: Equatable {
    /// The path of the file, from the package's root if it is in the package.
    var file: String
    var location: SourceLocation
    var message: String
  }

  /// Each error once.
  var located: [Located] {
    var seen: Set<Substring> = []
    return output.split(separator: "\n").compactMap { line in
      guard let match = line.firstMatch(of: /^(.+?):(\d+):(\d+): error: (.*)$/), seen.insert(line).inserted,
        let number = Int(match.2), let column = Int(match.3)
      else { return nil }
      let path = String(match.1)
      let name = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
      return Located(
        file: name, location: SourceLocation(line: number, column: column), message: String(match.4))
    }
  }

  /// Returns each error once, with its line, or the end of the output if no error has one.
  func text(_ style: Style = .plain) -> String {
    let errors = located.map { text(of: $0, style) }
    guard errors.isEmpty else { return errors.joined() }
    return output.split(separator: "\n", omittingEmptySubsequences: false).suffix(30).joined(separator: "\n") + "\n"
  }

  /// Returns an error with its line.
  func text(of error: Located, _ style: Style = .plain) -> String {
    let path = error.file.hasPrefix("/") ? error.file : "\(root)/\(error.file)"
    let source = (try? FileReader.bytes(of: path)).map { SourceText($0) }
    return Diagnostic(error.message, file: error.file, location: error.location).text(style, showing: source)
  }
}
