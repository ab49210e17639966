import Foundation
import PackagePlugin

/// Makes one Swift file of cells and one of text from each lesson in a target's folder, and a table of them all.
///
/// Every `.md` file of the folder is a lesson, but for README.md. The folder has to be the target's own: SwiftPM looks for
/// added and removed files only there.
@main struct TangleLessons: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let folder = (target as? SwiftSourceModuleTarget)?.directoryURL else { return [] }
    let tangle = try context.tool(named: "tangle").url
    let output = context.pluginWorkDirectoryURL
    let root = context.package.directoryURL.path + "/"
    let lessons = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles
    )
    .filter { $0.pathExtension == "md" && $0.lastPathComponent != "README.md" }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }

    let commands = lessons.map { lesson in
      let name = lesson.deletingPathExtension().lastPathComponent
      let shown = lesson.path.hasPrefix(root) ? String(lesson.path.dropFirst(root.count)) : lesson.path
      let cells = output.appending(path: "\(name).swift")
      let text = output.appending(path: "\(name).text.swift")
      return Command.buildCommand(
        displayName: "Tangling \(lesson.lastPathComponent)", executable: tangle,
        arguments: ["lesson", lesson.path, shown, cells.path, text.path],
        inputFiles: [lesson], outputFiles: [cells, text])
    }
    // Without input files: its text depends on the names alone, and a changed command line runs it again.
    let registry = output.appending(path: "LessonRegistry.swift")
    let table = Command.buildCommand(
      displayName: "Listing the lessons", executable: tangle,
      arguments: ["registry", registry.path] + lessons.map(\.path), inputFiles: [], outputFiles: [registry])
    return commands + [table]
  }
}
