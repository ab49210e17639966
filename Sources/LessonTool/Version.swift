extension CourseProgram {
  /// The version of the tool, which the Makefile reads and writes.
  static let toolVersion = "0.1.0"
}
