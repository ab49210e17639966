import Foundation

/// Tells what a changed file means to a watch session.
struct ChangedFiles: Sendable {
  private let lesson: String
  private let root: String

  /// - Parameters:
  ///   - lesson: the path of the watched lesson.
  ///   - root: the folder of the course's package.
  init(lesson: String, root: String) {
    self.lesson = lesson
    self.root = root.realPath
  }

  /// Returns the change that a changed file or folder is, or all changes if the path is nil.
  func change(of path: String?) -> Changes {
    guard let path else { return [.lesson, .manifest, .sources, .otherPackage] }
    let link = "\((lesson as NSString).deletingLastPathComponent.realPath)/\((lesson as NSString).lastPathComponent)"
    if [lesson.realPath, link].contains(where: { $0 == path || $0.hasPrefix(path + "/") }) { return .lesson }
    let name = (path as NSString).lastPathComponent
    let isManifest = name.hasPrefix("Package") && name.hasSuffix(".swift")
    let place: Changes = path.hasPrefix(root + "/") ? .sources : .otherPackage
    return isManifest ? [place, .manifest] : place
  }
}
