import ArgumentParser
import Foundation
import LessonPresentation

/// Makes a course to start from, or tests for a package's documentation: `lessons init FOLDER`, `lessons init --docs`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a course of your own, or let a package's documentation be its tests.",
    discussion: """
      A new course is a package with two lessons, which builds, runs and passes its tests as it is. With --docs, a package that exists gets \
      a test target with links to its Markdown files, and you are told what to add to its Package.swift. Nothing is overwritten.
      """)

  @Argument(
    help: "The folder to make, whose name is the course's; with --docs, that of the package (default: this one).",
    completion: .directory)
  var folder: String?

  @Option(help: "The course's name, if it is not the folder's.")
  var name: String?

  @Flag(help: "Make tests of the Markdown files of a package.")
  var docs = false

  @Option(
    help: ArgumentHelp(
      "The repository of the package `lessons`, or a folder with it (default: where this program was built from).",
      valueName: "url-or-path"))
  var lessons: String?

  func validate() throws {
    guard folder != "" else { throw ValidationError("the folder's name is empty") }
    if docs, name != nil { throw ValidationError("--name and --docs exclude each other") }
    if !docs, folder == nil { throw ValidationError("name the folder to make, such as `init my-course`") }
  }

  func run() throws {
    do throws(StartingFailure) {
      try docs ? startTests() : startCourse()
    } catch {
      Terminal.writeError(error.diagnostic.text())
      throw ExitCode(error.status)
    }
  }

  private func startCourse() throws(StartingFailure) {
    let folder = shownFolder
    let last = (URL(filePath: folder).standardizedFileURL.path as NSString).lastPathComponent
    let name = try CourseName(name ?? last)
    let source = try source()
    guard !TakenNames.isPackage(last, lessons: source.identity) else { throw .takenFolder(last) }
    try NewCourse(name: name, source: source).files.create(in: folder)
    Terminal.write(
      """
      made \(folder), a course with two lessons. Next:

      \(folder == "." ? "" : "  cd \(folder.asShellWord)\n")\
        swift run \(name.program) run 01   # the first build takes a few minutes
        swift test

      README.md lists the other commands.

      """)
    noteIfLocal(source)
  }

  /// The folder as the user wrote it.
  private var shownFolder: String {
    guard let folder else { return "." }
    return folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  private func startTests() throws(StartingFailure) {
    let target = try DocumentationTarget(of: shownFolder, source: source)
    try target.create()
    Terminal.write(target.advice)
    noteIfLocal(target.source)
  }

  private func source() throws(StartingFailure) -> LessonsSource {
    guard let lessons else { return try .ofThisProgram() }
    return try LessonsSource(lessons)
  }

  private func noteIfLocal(_ source: LessonsSource) {
    guard source.isLocal else { return }
    Terminal.writeError(
      Diagnostic(
        "Package.swift takes `lessons` from this machine: before others build the package, put the URL of a repository there",
        kind: .note
      ).text())
  }
}
