import Foundation
import LessonFormat

/// The commands of a package's last build, from the file that SwiftPM writes for its build system (llbuild).
///
/// The file is a small part of YAML: each command is a name followed by fields in lines of their own, whose values are JSON.
struct BuildManifest {
  /// A command that made Swift from a Markdown file.
  struct Tangling: Equatable {
    var form: Lesson.Form
    var markdown: String
    /// The Swift file of the cells.
    var cells: String
  }

  /// A call of the Swift compiler for a module that has tangled cells.
  struct Compilation: Equatable {
    /// The compiler and its arguments, without the source files.
    var arguments: [String]
    var sources: [String]

    init(arguments: [String], sources: [String]) {
      // The file that lists the sources lacks a lesson that was added.
      self.arguments = arguments.filter { !$0.hasPrefix("@") && !sources.contains($0) }
      self.sources = sources
    }
  }

  private(set) var tanglings: [Tangling] = []
  private(set) var compilations: [Compilation] = []

  /// The folder's name of the files that the plugin makes.
  static let outputFolder = "/TangleLessons/"

  /// Reads a manifest.
  ///
  /// - Parameter readFile: returns the bytes of a file, or nil if it cannot be read.
  init(_ bytes: [UInt8], readFile: (String) -> [UInt8]?) {
    var inputs: ArraySlice<UInt8> = []
    var others: [ArraySlice<UInt8>] = []
    for line in bytes.split(separator: .newline) {
      if line.starts(with: "    inputs: ".utf8) { inputs = line.dropFirst("    inputs: ".utf8.count) }
      guard line.starts(with: "    args: ".utf8) else { continue }
      let arguments = line.dropFirst("    args: ".utf8.count)
      if !addCommand(arguments, inputs: inputs) { others.append(arguments) }
      inputs = []
    }
    // `swift test --skip-build` writes a manifest without what plugins add, but leaves the lists of sources of the last build.
    if compilations.isEmpty { compilations = others.compactMap { Self.compilation($0, readFile) } }
  }

  /// Adds a command if it has to do with lessons; reading all commands would take longer than everything else.
  private mutating func addCommand(_ text: ArraySlice<UInt8>, inputs: ArraySlice<UInt8>) -> Bool {
    let isTangling = text.prefix(while: { $0 != UInt8(ascii: ",") }).contains("tangle")
    guard isTangling || inputs.contains(Self.outputFolder), let arguments = Self.strings(text) else { return false }
    if isTangling, arguments.count >= 5, let form = Self.forms[arguments[1]] {
      tanglings.append(Tangling(form: form, markdown: arguments[2], cells: arguments[4]))
    } else if arguments.contains("-module-name"), let inputs = Self.strings(inputs) {
      compilations.append(Compilation(arguments: arguments, sources: inputs.filter { $0.hasSuffix(".swift") }))
    }
    return true
  }

  /// Returns the call of the compiler that a command is, if its sources have tangled cells.
  private static func compilation(_ text: ArraySlice<UInt8>, _ readFile: (String) -> [UInt8]?) -> Compilation? {
    guard text.contains("\"-module-name\""), let arguments = strings(text),
      let list = arguments.first(where: { $0.hasPrefix("@") }), let bytes = readFile(String(list.dropFirst())),
      bytes[...].contains(outputFolder)
    else { return nil }
    // Names with spaces are in quotes.
    let lines = bytes.split(separator: .newline).map { String(decoding: $0, as: UTF8.self) }
    let sources = lines.map { $0.hasPrefix("'") && $0.hasSuffix("'") ? String($0.dropFirst().dropLast()) : $0 }
    return Compilation(arguments: arguments, sources: sources)
  }

  private static let forms: [String: Lesson.Form] = ["lesson": .lesson, "document": .document]

  private static func strings(_ text: ArraySlice<UInt8>) -> [String]? {
    JSON(parsing: text)?.array?.compactMap(\.string)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func contains(_ text: String) -> Bool { firstRange(of: text.utf8) != nil }
}
