import LessonFormat

/// A course, as far as the language server has to know it.
package struct ServedCourse: Sendable {
  /// The package's folder.
  package var root: String
  /// The paths of the folders with lessons, for the time before they are built.
  package var lessonFolders: [String]
  /// What the last build left; nil if there is none.
  package var database: BuildDatabase?
  /// How to build the course, as the end of a sentence.
  package var buildAdvice: String
  /// The names that attributes may have as values.
  package var names: CourseNames

  /// Creates a course.
  package init(
    root: String, lessonFolders: [String], database: BuildDatabase?, buildAdvice: String,
    names: CourseNames = CourseNames()
  ) {
    (self.root, self.lessonFolders, self.names) = (root, lessonFolders, names)
    (self.database, self.buildAdvice) = (database, buildAdvice)
  }

  /// Returns what a Markdown file is, or nil if it is not of the course.
  func form(of path: String) -> Lesson.Form? {
    if let place = database?.place(ofMarkdown: path) { return place.form }
    let isLesson = path.hasSuffix(".md") && path.name != "README.md" && lessonFolders.contains(path.realPath.folder)
    return isLesson ? .lesson : nil
  }
}
