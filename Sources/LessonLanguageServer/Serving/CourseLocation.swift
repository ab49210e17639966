/// Where a course is, and where its build is.
package struct CourseLocation: Sendable {
  /// The package's folder.
  package var root: String
  /// The paths of the folders with lessons.
  package var lessonFolders: [String]
  /// The paths of the build system's files that a build may have left (`debug.yaml`, `release.yaml`), the best one first.
  package var manifests: [String]
  /// How to build the course, as the end of a sentence.
  package var buildAdvice: String

  /// Creates a location.
  package init(root: String, lessonFolders: [String], manifests: [String], buildAdvice: String) {
    (self.root, self.lessonFolders) = (root, lessonFolders)
    (self.manifests, self.buildAdvice) = (manifests, buildAdvice)
  }
}
