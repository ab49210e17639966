import Foundation

/// Paths from the root of the repository that a workflow on GitHub has checked out, which annotations need.
struct RepositoryPath {
  private let workspace: String?
  private let root: String?

  /// - Parameters:
  ///   - root: the package's folder, from which the paths of the course's lessons begin.
  ///   - environment: where `GITHUB_WORKSPACE` is the repository's folder.
  init(root: String?, environment: [String: String]) {
    self.root = root
    workspace = environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0.realPath }
  }

  /// Returns the path from the repository's folder, or the file as it is if it is not in there.
  func path(of file: String) -> String {
    guard let workspace else { return file }
    let inPackage = root.map { "\($0)/\(file)" }
    let isInPackage = inPackage.map(FileManager.default.fileExists) == true
    let path = (isInPackage ? inPackage ?? file : URL(filePath: file).path).realPath
    return path.hasPrefix(workspace + "/") ? String(path.dropFirst(workspace.count + 1)) : file
  }
}
