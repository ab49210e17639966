/// Why `init` makes nothing.
enum StartingFailure: Error, Equatable {
  case badName(String, suggestion: String)
  case takenName(String, TakenNames.Use, suggestion: String)
  /// A package in this folder would have the identity of one that it depends on.
  case takenFolder(String)
  /// The folder of the new course has something in it already.
  case notEmpty(String, [String])
  case notFolder(String)
  case noParent(String, String)
  case unwritable(String, reason: String)

  /// Nothing says where `lessons` comes from; the checkout of this program, if there is one, has no remote.
  case unknownSource(checkout: String?)
  case noLessonsPackage(String)
  case unreadableRepository(String, reason: String)
  case noRelease(String, version: String, checkout: String?)

  case noPackage(String)
  /// The version is nil if the manifest names none.
  case oldTools(file: String, line: Int, version: String?)
  case badManifest(String, reason: String)
  case taken(target: String)
  case nothingToTest
}

extension StartingFailure {
  /// The exit code of the program.
  var status: Int32 {
    if case .unwritable = self { return 1 }
    return ExitStatus.invalidLesson
  }
}
