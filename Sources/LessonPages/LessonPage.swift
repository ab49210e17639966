import LessonFormat
import LessonProse

/// A lesson that was run, with its prose made ready for pages of one format.
public struct LessonPage: Sendable {
  /// The lesson and what came of it.
  public let run: LessonRun
  /// The prose, made harmless, with links that lead to the pages of other lessons.
  public let body: LessonBody
  /// The images of the lesson's folder that the page shows.
  public let images: [RenderedFile]

  /// Reads the prose of a lesson that was run.
  ///
  /// - Parameters:
  ///   - format: what the page is made for.
  ///   - names: the names of all lessons that have a page.
  /// - Throws: `LessonBody.UnsafeProse` where the prose cannot be made harmless.
  public init(_ run: LessonRun, for format: PageFormat, among names: Set<String>) throws(LessonBody.UnsafeProse) {
    let images = LessonImages(of: run)
    self.run = run
    body = try LessonBody(
      run.lesson, link: { Self.link($0, to: names, suffix: format.suffix) }, keepsImage: images.has)
    self.images = images.files(body.images)
  }

  /// The lesson as one that has a page.
  public var reference: PageReference { PageReference(run.lesson, body) }

  /// A link's address on a page for the one in a lesson: other lessons' files become their pages.
  private static func link(_ address: String, to names: Set<String>, suffix: String) -> String {
    let path = address.prefix { $0 != "#" && $0 != "?" }
    let file = path.hasPrefix("./") ? path.dropFirst(2) : path
    guard file.hasSuffix(".md"), names.contains(String(file.dropLast(3))) else { return address }
    return "\(file.dropLast(3)).\(suffix)" + address[path.endIndex...]
  }
}
