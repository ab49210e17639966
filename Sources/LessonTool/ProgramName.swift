import Foundation

extension Terminal {
  /// How the program can be called again from the working folder, for the commands that messages suggest.
  ///
  /// A name that the shell found is kept, and so is a path; an absolute path, with which `swift run` starts programs, is shortened if it
  /// leads below the working folder.
  static var command: String {
    command(calledAs: CommandLine.arguments[0], in: FileManager.default.currentDirectoryPath)
  }

  static func command(calledAs name: String, in folder: String) -> String {
    let isBelow = folder != "/" && name.hasPrefix(folder + "/")
    let command = isBelow ? String(name.dropFirst(folder.count + 1)) : name
    // A path without a slash would be looked up as a name.
    return (isBelow && !command.contains("/") ? "./\(command)" : command).asShellWord
  }
}

extension String {
  /// The text as a word of a shell's command, in quotes if it needs them.
  var asShellWord: String {
    let isPlain = allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    return isPlain ? self : "'\(replacing("'", with: "'\\''"))'"
  }
}
