import LessonFormat

/// What the last build of a package says about its lessons: which Swift files they became, and how these are compiled.
package struct BuildDatabase: Sendable {
  /// A Markdown file with cells, and the Swift file that they become.
  package struct Place: Hashable, Sendable {
    /// What the Markdown file is.
    package var form: Lesson.Form
    /// The path of the Markdown file, without symbolic links.
    package var markdown: String
    /// The path of the Swift file.
    package var cells: String
  }

  private struct Target {
    var arguments: [String]
    var sources: [String]
    /// The folder of the Swift files that the plugin makes.
    var outputFolder: String
    /// The folders of the target's other source files.
    var folders: Set<String>
    /// What Markdown files in these folders are.
    var form: Lesson.Form
  }

  private var targets: [Target] = []
  private var places: [String: Place] = [:]
  private var placesOfCells: [String: Place] = [:]

  /// Reads what the last build left; nil if it compiled no cells.
  ///
  /// - Parameters:
  ///   - manifest: the contents of `debug.yaml` or `release.yaml` in the build folder.
  ///   - readFile: returns the bytes of a file, or nil if it cannot be read.
  package init?(manifest: [UInt8], readFile: (String) -> [UInt8]? = { try? FileReader.bytes(of: $0) }) {
    let manifest = BuildManifest(manifest, readFile: readFile)
    for compilation in manifest.compilations {
      let isMade = { (source: String) in source.contains(BuildManifest.outputFolder) }
      guard let made = compilation.sources.first(where: isMade) else { continue }
      let isOfTests = compilation.sources.contains {
        $0.hasSuffix(BuildManifest.outputFolder + "LessonsUnderTest.swift")
      }
      targets.append(
        Target(
          arguments: compilation.arguments, sources: compilation.sources, outputFolder: made.folder,
          folders: Set(compilation.sources.filter { !isMade($0) }.map { $0.folder.realPath }),
          form: isOfTests ? .document : .lesson))
    }
    guard !targets.isEmpty else { return nil }
    for tangling in manifest.tanglings {
      let path = tangling.markdown.realPath
      let place = Place(form: tangling.form, markdown: path, cells: tangling.cells)
      if places[path] == nil { places[path] = place }
      placesOfCells[tangling.cells] = place
    }
    for target in targets { addUnnamedPlaces(of: target) }
  }

  /// Adds the lessons whose commands the manifest lacks; they are in their target's own folder.
  private mutating func addUnnamedPlaces(of target: Target) {
    for cells in target.sources where cells.hasSuffix(".cells.swift") && placesOfCells[cells] == nil {
      let name = "\(cells.name.dropLast(".cells.swift".count)).md"
      guard let path = target.folders.map({ "\($0)/\(name)" }).first(where: { LessonFormat.realPath($0) != nil }) else {
        continue
      }
      let place = Place(form: target.form, markdown: path.realPath, cells: cells)
      if places[place.markdown] == nil { places[place.markdown] = place }
      placesOfCells[cells] = place
    }
  }

  /// The path of the compiler that made the build.
  package var compiler: String { targets[0].arguments[0] }

  /// The folder of the built modules, or nil if the build does not name it.
  package var moduleFolder: String? {
    let arguments = targets[0].arguments
    return arguments.firstIndex(of: "-emit-module-path").flatMap { index in
      index + 1 < arguments.count ? arguments[index + 1].folder : nil
    }
  }

  /// Returns the place of a Markdown file, also of one that was added to a target's folder since the build; nil if no target has it.
  package func place(ofMarkdown path: String) -> Place? {
    let path = path.realPath
    if let place = places[path] { return place }
    guard let target = targets.first(where: { $0.folders.contains(path.folder) }), path.hasSuffix(".md"),
      target.form == .document || path.name != "README.md"
    else { return nil }
    return Place(
      form: target.form, markdown: path, cells: "\(target.outputFolder)/\(Lesson.name(ofFile: path)).cells.swift")
  }

  /// Returns the place whose cells become a Swift file, or nil if there is none.
  package func place(ofCells path: String) -> Place? { placesOfCells[path] }

  /// Returns whether the plugin makes a file.
  static func isMade(_ path: String) -> Bool {
    path.contains("/plugins/outputs/") && path.contains(BuildManifest.outputFolder)
  }

  /// Returns how each Swift file of cells is compiled, in the form of `compile_commands.json`
  /// (https://clang.llvm.org/docs/JSONCompilationDatabase.html).
  ///
  /// - Parameters:
  ///   - root: the folder in which the compiler is called.
  ///   - added: places that the build does not know.
  func compileCommands(root: String, adding added: some Sequence<Place>) -> JSON {
    let all = Set(placesOfCells.values).union(added).sorted { $0.cells < $1.cells }
    return .array(
      all.compactMap { place in
        guard let target = targets.first(where: { $0.outputFolder == place.cells.folder }) else { return nil }
        let sources = target.sources + (target.sources.contains(place.cells) ? [] : [place.cells])
        return [
          "directory": .string(root), "file": .string(place.cells),
          "arguments": .array((target.arguments + sources).map(JSON.string)),
        ]
      })
  }
}
