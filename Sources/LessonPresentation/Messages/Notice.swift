/// Sentences that tell the user which lessons a command is about.
public enum Notice {
  /// The lesson files are not available, so that the program's own copies are used.
  public static let builtInLessons =
    "the lesson files are not here, so the lessons are compared with the outputs that were built into the program; to check the files, run this in the package's folder"
}
