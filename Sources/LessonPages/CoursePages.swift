import LessonFormat
import LessonProse

/// What the files of a format are made of: the lessons that were run, and all that have a page.
public struct CoursePages: Sendable {
  /// The course's title.
  public let course: String
  /// The lessons that were run.
  public let pages: [LessonPage]
  /// All lessons that have a page, in the order of the course, whether they were run now or before.
  public let references: [PageReference]
  /// The templates, for a format that takes some.
  public let templates: Templates

  /// The pages of a course.
  public init(course: String, pages: [LessonPage], references: [PageReference], templates: Templates) {
    self.course = course
    self.pages = pages
    self.references = references
    self.templates = templates
  }
}

/// A lesson that has a page, whether it was run just now or before.
public struct PageReference: Equatable, Sendable {
  /// The lesson's name.
  public let name: String
  /// The lesson's title.
  public let title: String
  /// The text of its first paragraph.
  public let excerpt: String

  /// The page of a lesson without problems, and what was read of its prose.
  public init(_ lesson: Lesson, _ body: LessonBody) {
    name = lesson.name
    title = lesson.title.withoutControls
    excerpt = body.excerpt
  }
}
