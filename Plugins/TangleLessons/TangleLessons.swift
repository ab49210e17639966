import Foundation
import PackagePlugin

/// Generates, for each lesson in a target's folder, a Swift file with its cells and one with its text, and a registry of all lessons.
///
/// Every `.md` file in the folder is a lesson, except README.md. The folder has to be the target's own, because SwiftPM
/// notices added and removed files only there.
@main struct TangleLessons: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let folder = target.directoryURL
    let tangle = try context.tool(named: "tangle").url
    let output = context.pluginWorkDirectoryURL
    let root = context.package.directoryURL.path + "/"
    let lessons = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles
    )
    .filter { $0.pathExtension == "md" && $0.lastPathComponent != "README.md" }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }
    for file in target.sourceFiles.map(\.url) where !lessons.contains(where: { $0.path == file.path }) {
      warn(ofMarkdown: file, in: folder)
    }

    let commands = lessons.map { lesson in
      let name = lesson.deletingPathExtension().lastPathComponent
      let shown = shown(lesson, root)
      // With a name of its own, the file cannot be taken for the course's main.swift, or for another of its sources.
      let cells = output.appending(path: "\(name).cells.swift")
      let text = output.appending(path: "\(name).text.swift")
      return Command.buildCommand(
        displayName: "Tangling \(lesson.lastPathComponent)", executable: tangle,
        arguments: ["lesson", lesson.path, shown, cells.path, text.path],
        inputFiles: [lesson], outputFiles: [cells, text])
    }
    // No input files are needed: the text depends only on the names, and a changed command line runs the command again.
    let registry = output.appending(path: "LessonRegistry.swift")
    let table = Command.buildCommand(
      displayName: "Listing the lessons", executable: tangle,
      arguments: ["registry", registry.path] + lessons.map(\.path)
        + (sources(of: target) + moduleMaps(of: target)).map { shown($0, root) },
      inputFiles: [], outputFiles: [registry])
    return commands + [table]
  }

  /// Returns the target's own source files; what is in a program's main file cannot be compiled elsewhere.
  private func sources(of target: SwiftSourceModuleTarget) -> [URL] {
    target.sourceFiles(withSuffix: ".swift").map(\.url)
      .filter { $0.lastPathComponent != "main.swift" && !$0.path.contains("/plugins/outputs/") }
      .sorted { $0.path < $1.path }
  }

  /// Returns the module maps that C libraries bring along; those that SwiftPM makes are beside the built modules.
  private func moduleMaps(of target: SwiftSourceModuleTarget) -> [URL] {
    let folders = target.recursiveTargetDependencies.compactMap { dependency in
      (dependency as? ClangSourceModuleTarget)?.publicHeadersDirectoryURL
        ?? (dependency as? SystemLibraryTarget)?.directoryURL
    }
    return folders.map { $0.appending(path: "module.modulemap") }
      .filter { FileManager.default.fileExists(atPath: $0.path) }.sorted { $0.path < $1.path }
  }

  /// Returns a path from the package's root, if the file is in the package.
  private func shown(_ file: URL, _ root: String) -> String {
    file.path.hasPrefix(root) ? String(file.path.dropFirst(root.count)) : file.path
  }

  /// Warns if a file that is no lesson may be meant as one.
  private func warn(ofMarkdown file: URL, in folder: URL) {
    guard ["md", "markdown"].contains(file.pathExtension.lowercased()), file.lastPathComponent != "README.md" else {
      return
    }
    let name = file.deletingPathExtension().lastPathComponent
    let advice =
      file.deletingLastPathComponent().path == folder.path
      ? "lessons end in `.md`: rename it to \(name).md, or exclude it from the target"
      : "lessons in subfolders are not built: move it to \(folder.lastPathComponent)/\(name).md, or exclude it from the target"
    Diagnostics.warning("\(file.path) is not a lesson, because \(advice)")
  }
}
