import Foundation

/// Tells what a changed file means to a watch session.
struct ChangedFiles: Sendable {
  private let lesson: String

  /// - Parameter lesson: the path of the watched lesson.
  init(lesson: String) { self.lesson = lesson }

  /// Returns the change that a changed file or folder is, or all changes if the path is nil.
  func change(of path: String?) -> Changes {
    guard let path else { return [.lesson, .manifest, .sources] }
    let link = "\((lesson as NSString).deletingLastPathComponent.realPath)/\((lesson as NSString).lastPathComponent)"
    if [lesson.realPath, link].contains(where: { $0 == path || $0.hasPrefix(path + "/") }) { return .lesson }
    let name = (path as NSString).lastPathComponent
    return name.hasPrefix("Package") && name.hasSuffix(".swift") ? .manifest : .sources
  }
}
