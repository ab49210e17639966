import Foundation
import LessonRunner

/// A command that builds a course's program.
public struct BuildCommand: Sendable {
  /// The command, such as `make build`.
  public var command: String
  /// The build folder, from the root of the package, that the command builds a release in.
  public var folder: String

  /// Creates a command.
  public init(_ command: String, folder: String) { (self.command, self.folder) = (command, folder) }
}

extension CourseBuild {
  /// The command with which a user builds the program again, in the folder that it came from, or in that of the known command if it is not in
  /// one of the package's build folders.
  ///
  /// - Parameter known: the course's own command for one of its build folders, if it has one.
  func command(known: BuildCommand?) -> String {
    if let known, !isRunning || (isRelease && scratch == "\(root)/\(known.folder)") { return known.command }
    let isHere = FileManager.default.currentDirectoryPath.realPath == root.realPath
    let place = isHere ? [] : ["--package-path", root]
    let name = isHere && scratch.hasPrefix(root + "/") ? String(scratch.dropFirst(root.count + 1)) : scratch
    let folder = scratch == "\(root)/.build" ? [] : ["--scratch-path", name]
    let words = ["swift", "build"] + place + (isRelease ? ["-c", "release"] : []) + folder + ["--product", product]
    return words.joined(separator: " ")
  }

  /// The program that that command builds, as it can be called, or nil if it is the running one.
  func otherProgram(known: BuildCommand?) -> String? {
    guard !isRunning else { return nil }
    let path = known.map { "\(root)/\($0.folder)/release/\(product)" } ?? program
    return Terminal.command(calledAs: path, in: FileManager.default.currentDirectoryPath)
  }
}
