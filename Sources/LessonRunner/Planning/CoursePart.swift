import LessonFormat

/// A part of a course: a title, and the lessons below it in the order in which they are to be read.
public struct CoursePart: Equatable, Sendable {
  /// The title, in one line.
  public var title: String
  /// The names of the lessons, in order.
  public var lessons: [String]

  /// Creates a part with a title, and the names of its lessons in order.
  public init(_ title: String, lessons: [String]) {
    self.title = title
    self.lessons = lessons
  }

  /// What is wrong with the parts of a course.
  public enum Problem: Error, Equatable, Sendable {
    /// The part with this number, counted from 1, has no title, or one of several lines.
    case noTitle(number: Int)
    /// The part names no lessons.
    case noLessons(part: String)
    /// The part names a lesson that the course does not have.
    case unknownLesson(String, part: String, suggestion: String?)
    /// The part names a lesson that an earlier part, or the same one, has already.
    case repeatedLesson(String, part: String, earlier: String)
  }

  /// Returns the first problem of a course's parts, or nil if there is none.
  ///
  /// - Parameter names: the names of all lessons.
  static func problem(of parts: [CoursePart], in names: [String]) -> Problem? {
    let known = Set(names)
    var places: [String: String] = [:]
    for (index, part) in parts.enumerated() {
      guard part.title.contains(where: { !$0.isWhitespace }), !part.title.contains(where: \.isNewline) else {
        return .noTitle(number: index + 1)
      }
      guard !part.lessons.isEmpty else { return .noLessons(part: part.title) }
      for name in part.lessons {
        guard known.contains(name) else {
          return .unknownLesson(name, part: part.title, suggestion: Suggestion.nearest(to: name, among: names))
        }
        if let earlier = places[name] { return .repeatedLesson(name, part: part.title, earlier: earlier) }
        places[name] = part.title
      }
    }
    return nil
  }
}

extension Sequence {
  /// Returns the elements in groups of neighbours that belong to the same part.
  ///
  /// - Parameter part: returns the title of an element's part, or nil if no part names it.
  package func groups(by part: (Element) -> String?) -> [(part: String?, elements: [Element])] {
    reduce(into: []) { groups, element in
      let title = part(element)
      if let last = groups.last, last.part == title {
        groups[groups.count - 1].elements.append(element)
      } else {
        groups.append((title, [element]))
      }
    }
  }
}
