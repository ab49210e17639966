import Foundation
import PackagePlugin

/// Generates Swift from the Markdown files of a target.
///
/// For each lesson in a target's folder, it makes a Swift file with its cells and one with its text, and a registry of all lessons. Every `.md` file in the folder is
/// a lesson, except README.md. The folder has to be the target's own, because SwiftPM notices added and removed files only there.
///
/// In a test target, every `.md` file in the folder and below it is a document, also through symbolic links, which SwiftPM follows. It also gets a suite of
/// tests with a case for each cell, and so does every lesson of the targets that the test target depends on.
@main struct TangleLessons: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let tangling = Tangling(
      tool: try context.tool(named: "tangle").url, output: context.pluginWorkDirectoryURL,
      root: context.package.directoryURL)
    return target.kind == .test ? try tangling.commands(ofTests: target) : try tangling.commands(of: target)
  }
}

/// The commands that make Swift from Markdown.
struct Tangling {
  let tool: URL
  /// The folder of the Swift files.
  let output: URL
  /// The package's folder.
  let root: URL

  /// Returns the commands for a target with lessons.
  func commands(of target: SwiftSourceModuleTarget) throws -> [Command] {
    let lessons = try MarkdownFile.lessons(in: target.directoryURL)
    let files = target.sourceFiles.map(\.url)
    for file in files where !lessons.contains(where: { $0.path == file.path }) {
      warn(ofMarkdown: file, in: target.directoryURL)
    }
    let commands = lessons.map { lesson in
      command(
        "Tangling \(lesson.lastPathComponent)", ["lesson", lesson.path, shown(lesson)], from: [lesson],
        to: cells(of: lesson))
    }
    return commands + [registry(lessons, of: target)]
  }

  /// Returns the commands for a test target.
  func commands(ofTests target: SwiftSourceModuleTarget) throws -> [Command] {
    let documents = MarkdownFile.documents(in: target.directoryURL, of: root)
    let courses = try target.dependencies.compactMap { dependency -> (module: String, lessons: [URL])? in
      guard case .target(let other) = dependency, let other = other as? SwiftSourceModuleTarget else { return nil }
      let lessons = try MarkdownFile.lessons(in: other.directoryURL)
      return lessons.contains(where: MarkdownFile.hasCell) ? (other.moduleName, lessons) : nil
    }
    let lessons = courses.flatMap(\.lessons)
    let names = MarkdownFile.Names(documents.map(\.file) + lessons, root: root)
    names.reportSame()
    let tested = documents.filter { !names.isOther($0.file) }
    if !documents.contains(where: { names.hasCell($0.file) }), courses.isEmpty {
      Diagnostics.warning(
        "\(target.name) tests nothing: none of its Markdown files has a `swift cell` block. Link to the files that have some, for instance with `ln -s ../../README.md \(target.directoryURL.path)/`"
      )
    }
    let tangled = tested.map { document in
      command(
        "Tangling \(document.file.lastPathComponent)", ["document", document.file.path, shown(document.realFile)],
        from: [document.file], to: cells(of: document.file) + [generated(document.file, "suite")])
    }
    // A file without cells may have the name of another one, as long as it has none.
    let all = documents + lessons.map { MarkdownFile.Document(file: $0, realFile: $0) }
    let empty = all.filter { names.isOther($0.file) }.enumerated().map { index, document in
      command(
        "Looking at \(document.file.lastPathComponent)", ["no-cells", document.file.path, shown(document.realFile)],
        from: [document.file], to: [output.appending(path: "other-\(index).swift")])
    }
    let suites = lessons.filter { !names.isOther($0) }.map { lesson in
      command(
        "Listing the cells of \(lesson.lastPathComponent)", ["suite", lesson.path, shown(lesson)], from: [lesson],
        to: [generated(lesson, "suite")])
    }
    let tests = output.appending(path: "LessonsUnderTest.swift")
    let list = Command.buildCommand(
      displayName: "Listing the tested lessons", executable: tool,
      arguments: ["tests", tests.path, root.path, tested.isEmpty ? "no-documents" : "has-documents"]
        + courses.map(\.module),
      inputFiles: [], outputFiles: [tests])
    return tangled + empty + suites + [list] + (tested.isEmpty ? [] : [registry(tested.map(\.file), of: target)])
  }

  /// Returns the command that lists the lessons.
  ///
  /// Its text depends only on the names, and a changed command line runs it again; files that are no sources are named as its input, which
  /// keeps SwiftPM from warning that nothing handles them.
  private func registry(_ lessons: [URL], of target: SwiftSourceModuleTarget) -> Command {
    let registry = output.appending(path: "LessonRegistry.swift")
    return .buildCommand(
      displayName: "Listing the lessons", executable: tool,
      arguments: [target.kind == .test ? "internal-registry" : "registry", registry.path] + lessons.map(\.path)
        + (sources(of: target) + moduleMaps(of: target)).map(shown),
      inputFiles: MarkdownFile.others(in: target.directoryURL, without: lessons), outputFiles: [registry])
  }

  private func command(_ name: String, _ arguments: [String], from input: [URL], to output: [URL]) -> Command {
    .buildCommand(
      displayName: name, executable: tool, arguments: arguments + output.map(\.path), inputFiles: input,
      outputFiles: output)
  }

  private func cells(of file: URL) -> [URL] { [generated(file, "cells"), generated(file, "text")] }

  /// Returns the place of a generated file; with a name of its own, it cannot be taken for the course's main.swift, or for another of its sources.
  private func generated(_ file: URL, _ kind: String) -> URL {
    output.appending(path: "\(file.deletingPathExtension().lastPathComponent).\(kind).swift")
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
  private func shown(_ file: URL) -> String { MarkdownFile.path(of: file, from: root) }

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
