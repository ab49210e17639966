import Foundation

/// The part of a package's manifest that the import check needs.
struct Manifest {
  /// The targets with their code.
  let targets: [ImportCheck.Target]

  /// Reads the manifest of the package in a folder with `swift package dump-package`.
  static func read(in root: URL) throws -> Manifest {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // A separate build folder is needed because the tests' own folder is locked while they run.
    let scratch = FileManager.default.temporaryDirectory.appending(path: "lessons-manifest-\(UUID())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    process.arguments = [
      "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try Manifest(JSONDecoder().decode(Dump.self, from: data), root)
  }

  /// The format of `dump-package`: a dependency is an object with one key for its kind, whose list begins with the name.
  private struct Dump: Decodable {
    struct Name: Decodable {
      let text: String

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        text = try list.decode(String.self)
      }
    }
    struct Use: Decodable {
      var byName: Name?
      var product: Name?
      var target: Name?
      var plugin: Name?
    }
    struct Target: Decodable {
      var name: String
      var type: String
      var path: String?
      var exclude: [String]
      var dependencies: [Use]
      var pluginUsages: [Use]?
    }
    var targets: [Target]
  }

  private init(_ dump: Dump, _ root: URL) throws {
    let programs = Set(dump.targets.filter { $0.type == "executable" }.map(\.name))
    targets = try dump.targets.filter { ["regular", "executable", "test"].contains($0.type) }.map { target in
      let folder = target.type == "test" ? "Tests" : "Sources"
      let path = root.appending(path: target.path ?? "\(folder)/\(target.name)")
      let declared = target.dependencies.compactMap { ($0.byName ?? $0.product ?? $0.target)?.text }
      let isTangled = target.pluginUsages?.contains { $0.plugin?.text == "TangleLessons" } ?? false
      let generated: Set = target.type == "test" ? ["LessonRuntime", "LessonTesting"] : ["LessonRuntime"]
      return ImportCheck.Target(
        name: target.name, declared: Set(declared), imported: isTangled ? generated : [], programs: programs,
        files: try Self.files(in: path, without: target.exclude))
    }
  }

  /// Returns the Swift files below a folder, and the lessons, whose cells are also Swift.
  private static func files(in folder: URL, without excluded: [String]) throws -> [String: String] {
    var files: [String: String] = [:]
    let hidden = excluded.map { folder.appending(path: $0).path }
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      // The documents of a test target are in folders behind links.
      if let link = try? FileManager.default.destinationOfSymbolicLink(atPath: file.path),
        let linked = try? Self.files(in: folder.appending(path: link).standardized, without: [])
      {
        files.merge(linked) { $1 }
      }
      guard ["swift", "md"].contains(file.pathExtension), !hidden.contains(where: { file.path.hasPrefix($0) }) else {
        continue
      }
      files[file.path] = try String(contentsOf: file, encoding: .utf8)
    }
    return files
  }
}
