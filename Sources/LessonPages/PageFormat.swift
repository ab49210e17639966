/// A format in which lessons and their outputs are rendered, as in `--to html`.
///
/// A course's `main` can add formats of its own.
public struct PageFormat: Sendable {
  /// The name for the command line, in kebab-case.
  public var name: String
  /// The file extension of the lessons' pages, such as `html`.
  public var suffix: String
  /// Whether it uses templates, which an author can replace.
  public var takesTemplates: Bool
  /// Renders the files of the given pages.
  public var files: @Sendable (CoursePages) -> [RenderedFile]

  /// Creates a format with a name.
  public init(
    _ name: String, suffix: String, takesTemplates: Bool = false,
    files: @escaping @Sendable (CoursePages) -> [RenderedFile]
  ) {
    self.name = name
    self.suffix = suffix
    self.takesTemplates = takesTemplates
    self.files = files
  }

  /// The built-in formats.
  public static let all: [PageFormat] = [.html, .markdown, .ipynb]
}
