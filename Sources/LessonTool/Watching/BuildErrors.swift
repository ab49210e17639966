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

  /// Returns each error once, with its line, or the end of the output if no error has one.
  func text(_ style: Style = .plain) -> String {
    var seen: Set<Substring> = []
    let errors = output.split(separator: "\n").compactMap { line -> String? in
      guard let match = line.firstMatch(of: /^(.+?):(\d+):(\d+): error: (.*)$/), seen.insert(line).inserted,
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
