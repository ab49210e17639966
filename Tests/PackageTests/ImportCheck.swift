/// Finds imports of modules that a target does not declare, and declared dependencies that it never imports.
///
/// SwiftPM's own check lets imports pass that reach a module through another one.
struct ImportCheck {
  /// A target as its manifest declares it.
  struct Target {
    var name: String
    /// The modules that it declares.
    var declared: Set<String>
    /// The modules that its plugins' code imports.
    var imported: Set<String> = []
    /// The declared modules that need no import: programs, which are only to be built.
    var programs: Set<String> = []
    /// The text of each file, by its path.
    var files: [String: String]
  }

  /// Something wrong, where it is known: at a line of a file.
  struct Finding: Equatable {
    var message: String
    var file: String?
    var line = 1
  }

  /// Modules that come with the toolchain.
  private static let toolchain: Set<String> = [
    "Darwin", "Dispatch", "Foundation", "Glibc", "PackagePlugin", "Swift", "Synchronization", "Testing",
  ]

  /// What is wrong with a target's imports.
  static func findings(_ target: Target) -> [Finding] {
    var imported = target.imported
    var findings: [Finding] = []
    for (file, text) in target.files.sorted(by: { $0.key < $1.key }) {
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        // Swift's imports stand at the top of a file; further down, one may be text of a string. A lesson's may be in any cell.
        if file.hasSuffix(".swift"), !isPreamble(line) { break }
        guard let module = module(importedBy: line) else { continue }
        imported.insert(module)
        let isDeclared = target.declared.contains(module) || toolchain.contains(module) || module == target.name
        if !isDeclared {
          findings.append(
            Finding(message: "\(target.name) imports \(module), which it does not declare", file: file, line: index + 1)
          )
        }
      }
    }
    let unused = target.declared.subtracting(imported).subtracting(target.programs)
    return findings + unused.sorted().map { Finding(message: "\(target.name) declares \($0), and never imports it") }
  }

  /// Whether a line can stand among the imports at the top of a file.
  private static func isPreamble(_ line: some StringProtocol) -> Bool {
    let text = line.drop { $0 == " " }
    return text.isEmpty || ["//", "#if", "#else", "#endif"].contains { text.hasPrefix($0) }
      || module(importedBy: line) != nil
  }

  /// The module that a line imports; nil for any other line.
  static func module(importedBy line: some StringProtocol) -> String? {
    let pattern = /^\s*(@\w+(\([^)]*\))?\s+)*((public|package|internal|fileprivate|private)\s+)?import\s+(.*)$/
    guard let match = String(line).wholeMatch(of: pattern) else { return nil }
    let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let words = match.5.split { " .;/".contains($0) }.map(String.init).drop { kinds.contains($0) }
    return words.first
  }
}
