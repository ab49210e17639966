import LessonRunner

extension CoursePart.Problem {
  /// What is wrong, and what the author of the course is to do about it.
  public var message: String {
    switch self {
    case .noTitle(let number):
      "part \(number) of the course has no title: give its `CoursePart` a title of one line"
    case .noLessons(let part):
      "the part '\(part)' names no lessons: add the names of its lessons, or remove the part"
    case .unknownLesson(let name, let part, let suggestion):
      "the part '\(part)' names a lesson '\(name)', which the course does not have: "
        + (suggestion.map { "did you mean '\($0)'?" } ?? "a lesson's name is that of its file without `.md`")
    case .repeatedLesson(let name, let part, let earlier):
      earlier == part
        ? "the part '\(part)' names the lesson '\(name)' twice: remove one of the names"
        : "the lesson '\(name)' is in the parts '\(earlier)' and '\(part)': remove it from one of them"
    }
  }
}
