import Foundation

/// Tells what a changed file means to a session that follows a course.
struct ChangedFiles: Sendable {
  private let root: String
  private let lessons: [String]
  private let answers: String

  /// - Parameters:
  ///   - root: the folder of the course's package.
  ///   - lessons: the paths of the lessons that the session shows, or of the folders in which all Markdown files are such lessons.
  init(root: String, lessons: [String]) {
    self.root = root.realPath
    self.lessons = lessons
    answers = "\(self.root)/\(AnswersFolder.name)"
  }

  /// Returns the change that a changed file or folder is, or all changes if the path is nil.
  func change(of path: String?) -> Changes {
    guard let path else { return [.lesson, .answers, .manifest, .sources, .otherPackage] }
    // The learner's answers are no part of the program.
    if path == answers || path.hasPrefix(answers + "/") { return .answers }
    if lessons.contains(where: { Self.isLesson(path, at: $0) }) { return .lesson }
    let name = (path as NSString).lastPathComponent
    let isManifest = name.hasPrefix("Package") && name.hasSuffix(".swift")
    let place: Changes = path.hasPrefix(root + "/") ? .sources : .otherPackage
    return isManifest ? [place, .manifest] : place
  }

  /// Returns whether a changed file or folder is a lesson, or has it in it.
  private static func isLesson(_ path: String, at place: String) -> Bool {
    let link = "\((place as NSString).deletingLastPathComponent.realPath)/\((place as NSString).lastPathComponent)"
    return [place.realPath, link].contains { lesson in
      lesson == path || lesson.hasPrefix(path + "/") || (path.hasPrefix(lesson + "/") && path.hasSuffix(".md"))
    }
  }
}
