/// Sentences that tell the user which lessons a command uses, or what it lacks.
public enum Notice {
  /// A command is about the program's own copies of the lessons, because their files are not available.
  public static let usesBuiltInLessons = "using the lessons that were built into this program"

  /// A course's own templates are not available.
  package static let usesBuiltInTemplates =
    "the course's templates are in its package, which is not available here: the built-in ones are used"

  /// Nothing can be recorded.
  public static let noFilesToRecord =
    "cannot find the files of the lessons: run this in the course's package folder"

  /// The course cannot be built.
  public static let noSwiftToWatch =
    "the course is built with `swift`, which is not found: is Swift in the PATH?"

  /// The pages of a course cannot be shown.
  public static let noPackageToPreview =
    "cannot find the course's package, which is built whenever something is saved: run this in its folder"

  /// The pages of a preview are not shown by themselves.
  public static let noBrowser = "no browser could be opened: open this address in one yourself"

  /// A lesson cannot be created.
  public static let noPackageForLesson =
    "cannot find the course's package, where a new lesson belongs: run this in its folder"

  /// The lesson files are not available, so that the program's own copies are used.
  public static let builtInLessons =
    "the lesson files are not here, so the lessons are compared with the outputs that were built into the program; to check the files, run this in the package's folder"
}
