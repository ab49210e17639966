import LessonFormat
import LessonProse

/// The input for the files of a format: the lessons that were run, and references to all lessons with a page.
public struct CoursePages: Sendable {
  /// The course's title.
  public let course: String
  /// The name of the course's program, with which learners answer exercises.
  public let program: String
  /// The lessons that were run.
  public let pages: [LessonPage]
  /// All lessons with a page, in the order of the course, whether they were run now or earlier.
  public let references: [PageReference]
  /// The templates, for formats that use them.
  public let templates: Templates

  /// Creates the pages of a course.
  public init(
    course: String, program: String = "lessons", pages: [LessonPage], references: [PageReference], templates: Templates
  ) {
    self.course = course
    self.program = program
    self.pages = pages
    self.references = references
    self.templates = templates
  }
}

/// A reference to a lesson with a page, whether it was run now or earlier.
public struct PageReference: Equatable, Sendable {
  /// The lesson's name.
  public let name: String
  /// The lesson's title.
  public let title: String
  /// The text of its first paragraph.
  public let excerpt: String
  /// The numbers of exercises and of questions, such as `2 exercises, 1 question`; empty if there are none.
  public let taskCounts: String
  /// The title of the lesson's part, or nil if no part of the course names it.
  public let part: String?

  /// Creates a reference to a lesson without problems.
  public init(_ lesson: Lesson, _ body: LessonBody, part: String? = nil) {
    self.part = part
    name = lesson.name
    title = lesson.title.withoutControls
    excerpt = body.excerpt
    taskCounts = lesson.taskCounts
  }
}
