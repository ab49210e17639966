import Foundation

/// The files in a package that do not change its program.
enum IgnoredFiles {
  /// Returns whether a file or folder is hidden, as build folders are, or made by an editor while it saves another file.
  static func isIgnored(_ name: some StringProtocol) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("#") || name == vimProbe || editorSuffixes.contains(where: name.hasSuffix)
  }

  /// Returns whether a folder is made by `swift build` or by `render`, which leave a file of this name in it.
  static func isOutput(_ folder: String) -> Bool {
    ["workspace-state.json", ".lessons-files"].contains { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
  }

  /// Vim creates a file of this name to find out whether it can write in a folder.
  private static let vimProbe = "4913"
  private static let editorSuffixes = ["~", ".swp", ".tmp", ".bak", ".orig", "___jb_tmp___", "___jb_old___"]
}
