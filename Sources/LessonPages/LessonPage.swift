import LessonFormat
import LessonProse

/// A lesson that was run, with its prose prepared for pages of one format.
public struct LessonPage: Sendable {
  /// The lesson and its results.
  public let run: LessonRun
  /// The sanitized prose, with links to the pages of other lessons.
  public let body: LessonBody
  /// The images from the lesson's folder that the page shows.
  public let images: [RenderedFile]
  /// The images that the lesson names, and the drawings of its cells, that the page does not show.
  public let imageProblems: [ImageProblem]

  /// Reads and sanitizes the prose of a lesson that was run.
  ///
  /// - Parameters:
  ///   - format: the format of the page.
  ///   - names: the names of all lessons with a page.
  ///   - showsSolutions: whether the page has the solutions of exercises and the answers to questions.
  /// - Throws: `LessonBody.UnsafeProse` if the prose cannot be sanitized.
  public init(
    _ run: LessonRun, for format: PageFormat, among names: Set<String>, showsSolutions: Bool = true
  ) throws(LessonBody.UnsafeProse) {
    let images = LessonImages(of: run)
    self.run = run
    body = try LessonBody(
      run.lesson, link: { Self.link($0, to: names, suffix: format.suffix) }, keepsImage: images.contains,
      showsSolutions: showsSolutions)
    self.images = images.files(body.images)
    imageProblems = body.missingImages.compactMap(images.problem) + run.drawingProblems
  }

  /// Returns a reference to this page.
  ///
  /// - Parameter part: the title of the lesson's part, if it has one.
  public func reference(part: String? = nil) -> PageReference { PageReference(run.lesson, body, part: part) }

  /// Returns the address on the page for a link in a lesson: links to other lessons' files become links to their pages.
  private static func link(_ address: String, to names: Set<String>, suffix: String) -> String {
    let path = address.prefix { $0 != "#" && $0 != "?" }
    let file = path.hasPrefix("./") ? path.dropFirst(2) : path
    guard file.hasSuffix(".md"), names.contains(String(file.dropLast(3))) else { return address }
    return "\(file.dropLast(3)).\(suffix)" + address[path.endIndex...]
  }
}
