/// A file that is to stand in an output folder.
public struct RenderedFile: Equatable, Sendable {
  /// The path from the output folder.
  public var path: String
  public var bytes: [UInt8]

  init(_ path: String, _ text: String) {
    self.path = path
    bytes = Array(text.utf8)
  }

  init(_ path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// The pages of a course: what makes files of one format of its lessons.
public protocol PageFormat {
  /// What the names of the lessons' files end with, such as `html`.
  var suffix: String { get }
  /// The files of some lessons.
  ///
  /// - Parameters:
  ///   - runs: the lessons that were run.
  ///   - pages: all lessons that have a page, in the order of the course.
  func files(of runs: [LessonRun], among pages: [PageReference]) -> [RenderedFile]
}

extension PageFormat {
  /// A link's address on a page for the one in a lesson: other lessons' files become their pages.
  func link(_ address: String, among pages: [PageReference]) -> String {
    let path = address.prefix { $0 != "#" && $0 != "?" }
    let file = path.hasPrefix("./") ? path.dropFirst(2) : path
    guard let page = pages.first(where: { file == "\($0.name).md" }) else { return address }
    return "\(page.name).\(suffix)" + address[path.endIndex...]
  }
}
