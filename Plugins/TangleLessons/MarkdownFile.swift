import Foundation
import PackagePlugin

/// Finds the Markdown files of a target.
enum MarkdownFile {
  /// A Markdown file of a test target, as it is reached from the target's folder, and where it is.
  struct Document {
    var file: URL
    var realFile: URL
  }

  /// How many folders deep documents are looked for, so that links cannot lead in circles.
  private static let depth = 8

  /// Returns the lessons in a folder: all Markdown files except README.md.
  static func lessons(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles
    )
    .filter { $0.pathExtension == "md" && $0.lastPathComponent != "README.md" }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// Returns the Markdown files in a folder and below it, also through links, which must not lead out of the package.
  static func documents(in folder: URL, of root: URL) -> [Document] {
    let inside = root.resolvingSymlinksInPath().path + "/"
    return files(in: folder).filter { $0.pathExtension == "md" }.compactMap { file in
      let realFile = file.resolvingSymlinksInPath()
      guard realFile.path.hasPrefix(inside) else {
        Diagnostics.error(
          "\(path(of: file, from: root)) is a link out of the package, to \(realFile.path): copy the file into the package, or remove the link"
        )
        return nil
      }
      guard FileManager.default.isReadableFile(atPath: realFile.path) else {
        Diagnostics.error(
          "\(path(of: file, from: root)) is a link to \(realFile.path), which cannot be read: mend or remove the link")
        return nil
      }
      return Document(file: file, realFile: realFile)
    }
  }

  /// Returns the files in a folder that are neither sources nor among the given ones.
  static func others(in folder: URL, without known: [URL]) -> [URL] {
    let sources: Set = ["swift", "c", "cc", "cpp", "cxx", "m", "mm", "s", "h", "hpp", "modulemap", "metal", "xcassets"]
    let known = Set(known.map(\.path))
    return files(in: folder).filter { !sources.contains($0.pathExtension.lowercased()) && !known.contains($0.path) }
  }

  /// Returns the files in a folder and below it, also through links, ordered by name.
  private static func files(in folder: URL, depth: Int = depth) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().flatMap { name -> [URL] in
      let file = folder.appending(path: name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), isFolder.boolValue else {
        return [file]
      }
      return depth > 0 ? files(in: file, depth: depth - 1) : []
    }
  }

  /// Returns whether a file may have a cell, or settings for blocks that are only compiled.
  static func hasCell(_ file: URL) -> Bool {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return false }
    return text.contains(/(?m)^ {0,3}(```|~~~)[`~]*[ \t]*swift[- ]cell/) || text.contains(/<!--[ \t]*lessons:/)
      || (text.hasPrefix("---") && text.contains(/(?m)^[ \t]*swift[ \t]*:/))
  }

  /// The names of tested files, of which each can be that of only one file with cells.
  struct Names {
    private let root: URL
    /// The files of each name, those with cells first.
    private let groups: [[URL]]
    private let withCells: Set<URL>

    init(_ files: [URL], root: URL) {
      self.root = root
      let withCells = Set(files.filter(MarkdownFile.hasCell))
      self.withCells = withCells
      groups = Dictionary(grouping: files) { $0.lastPathComponent.lowercased() }.values
        .map { group in group.filter(withCells.contains) + group.filter { !withCells.contains($0) } }
        .sorted { $0[0].path < $1[0].path }
    }

    /// Whether a file may have a cell.
    func hasCell(_ file: URL) -> Bool { withCells.contains(file) }

    /// Whether a file has no cells and shares its name with another one, which is tested.
    func isOther(_ file: URL) -> Bool { groups.contains { $0.dropFirst().contains(file) } }

    /// Ends the build if two files with cells have the same name, because their cells would have the same names, too.
    func reportSame() {
      for same in groups.map({ $0.filter(hasCell) }) where same.count > 1 {
        let paths = same.map { path(of: $0, from: root) }.joined(separator: " and ")
        Diagnostics.error(
          "two files are named \(same[0].lastPathComponent), \(paths): rename one of them, or test them in different test targets"
        )
      }
    }
  }

  /// Returns a path from the package's root, if the file is in the package.
  static func path(of file: URL, from root: URL) -> String {
    for root in [root.path, root.resolvingSymlinksInPath().path] where file.path.hasPrefix(root + "/") {
      return String(file.path.dropFirst(root.count + 1))
    }
    return file.path
  }
}
