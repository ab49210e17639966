import LessonFormat

/// A lesson that has a page, whether it was run just now or before.
public struct PageReference: Equatable, Sendable {
  /// The lesson's name.
  public let name: String
  /// The lesson's title.
  public let title: String
  /// The text of its first paragraph.
  let beginning: String

  /// The page of a lesson without problems.
  public init(_ lesson: Lesson) {
    name = lesson.name
    title = lesson.title.withoutControls
    beginning =
      LessonBody(lesson).parts.lazy.compactMap { part in
        guard case .prose(let prose) = part, case .paragraph(let inlines) = prose.block else { return nil }
        return inlines.map(\.text).joined()
      }.first ?? ""
  }
}
