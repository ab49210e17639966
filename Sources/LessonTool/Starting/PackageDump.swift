import Foundation
import LessonRunner

/// What SwiftPM says about a package.
struct PackageDump: Decodable {
  struct Target: Decodable {
    var name: String
    var type: String
    var path: String?
  }
  struct Product: Decodable {
    struct Kind: Decodable {
      var library: [String]?
    }
    var targets: [String]
    var type: Kind
  }
  struct Dependency: Decodable {
    struct Package: Decodable {
      var identity: String
    }
    var sourceControl: [Package]?
    var fileSystem: [Package]?
    var registry: [Package]?
  }
  struct Platform: Decodable {
    var platformName: String
    var version: String
  }

  var targets: [Target]
  var products: [Product]
  var dependencies: [Dependency]
  var platforms: [Platform]

  /// Reads the manifest of the package in a folder; returns nil if there is no Swift toolchain.
  ///
  /// - Throws: ``StartingFailure`` if the manifest is wrong.
  static func read(_ root: String) throws(StartingFailure) -> PackageDump? {
    // The package's own build folder may be in use.
    let scratch = FileManager.default.temporaryDirectory.appending(path: "lessons-manifest-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let process = ChildProcess(
      executable: "/usr/bin/env",
      arguments: ["swift", "package", "--package-path", root, "--scratch-path", scratch, "dump-package"])
    guard let (output, end) = try? process.output(within: .seconds(120), { false }), end.exitCode != 127 else {
      return nil
    }
    do {
      guard end.exitCode == 0 else { throw CocoaError(.fileReadCorruptFile) }
      return try JSONDecoder().decode(PackageDump.self, from: Data(output))
    } catch {
      let reason = end.errorText.split(separator: "\n").lazy.compactMap { line in
        line.firstRange(of: "error: ").map { String(line[$0.upperBound...]) }
      }.first
      throw .badManifest(manifest(in: root), reason: reason ?? "`swift package dump-package` fails")
    }
  }

  /// Returns how messages name the manifest of the package in a folder.
  static func manifest(in root: String) -> String { root == "." ? "Package.swift" : "\(root)/Package.swift" }

  /// The targets that users of the package can import, or all that are modules if the package has no libraries.
  var libraries: [String] {
    let names = products.filter { $0.type.library != nil }.flatMap(\.targets)
    var seen: Set<String> = []
    let modules = targets.filter { $0.type == "regular" }.map(\.name)
    return (names.isEmpty ? modules : names).filter { seen.insert($0).inserted && modules.contains($0) }
  }

  /// Returns whether the package depends on another one already.
  func depends(on identity: String) -> Bool {
    dependencies.flatMap { ($0.sourceControl ?? []) + ($0.fileSystem ?? []) + ($0.registry ?? []) }
      .contains { $0.identity == identity }
  }

  /// Whether the package's oldest macOS is one on which `lessons` runs.
  var requiresMacOS15: Bool {
    platforms.contains { $0.platformName == "macos" && (Double($0.version) ?? 0) >= 15 }
  }
}
