/// A form in which lessons and their outputs are rendered, such as `--to html`.
///
/// A course's `main` can add its own beside these.
public struct PageFormat: Sendable {
  /// The name that a person gives, in kebab-case.
  public var name: String
  /// What the names of the lessons' files end with, such as `html`.
  public var suffix: String
  /// Whether it is made from templates, which an author can replace.
  public var takesTemplates: Bool
  /// Makes the files of some lessons.
  public var files: @Sendable (CoursePages) -> [RenderedFile]

  /// A format under a name.
  public init(
    _ name: String, suffix: String, takesTemplates: Bool = false,
    files: @escaping @Sendable (CoursePages) -> [RenderedFile]
  ) {
    self.name = name
    self.suffix = suffix
    self.takesTemplates = takesTemplates
    self.files = files
  }

  /// The formats that every course has.
  public static let all: [PageFormat] = [.html, .markdown, .ipynb]
}
