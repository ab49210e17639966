/// The names that only a course knows.
package struct CourseNames: Equatable, Sendable {
  /// What its cells can need.
  package var needs: [String] = []
  /// The variants of its outputs.
  package var variants: [String] = []

  /// Creates names.
  package init(needs: [String] = [], variants: [String] = []) { (self.needs, self.variants) = (needs, variants) }
}

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
  /// The names that attributes may have as values.
  package var names: CourseNames

  /// Creates a location.
  package init(
    root: String, lessonFolders: [String], manifests: [String], buildAdvice: String, names: CourseNames = CourseNames()
  ) {
    (self.root, self.lessonFolders, self.names) = (root, lessonFolders, names)
    (self.manifests, self.buildAdvice) = (manifests, buildAdvice)
  }
}
