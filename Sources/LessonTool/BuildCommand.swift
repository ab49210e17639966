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
  /// The command with which a user builds the program again, in the folder that it came from.
  ///
  /// - Parameter known: the course's own command for one of its build folders, if it has one.
  func command(known: BuildCommand?) -> String {
    if let known, isRelease, scratch == "\(root)/\(known.folder)" { return known.command }
    let isHere = FileManager.default.currentDirectoryPath.realPath == root.realPath
    let place = isHere ? [] : ["--package-path", root]
    let name = isHere && scratch.hasPrefix(root + "/") ? String(scratch.dropFirst(root.count + 1)) : scratch
    let folder = scratch == "\(root)/.build" ? [] : ["--scratch-path", name]
    let words = ["swift", "build"] + place + (isRelease ? ["-c", "release"] : []) + folder + ["--product", product]
    return words.joined(separator: " ")
  }
}
