import LessonRunner
import LessonRuntime

/// The lessons and documents that a test target tests; the generated code has one type that conforms.
///
/// The process that runs the cells finds them by the name of that type.
public protocol TestedLessons: SendableMetatype {
  /// The lessons.
  static var lessons: [CompiledLesson] { get }
  /// How their cells are run.
  static var settings: LessonTests { get }
  /// The path of the package, from which the files are named.
  static var package: String { get }
}

extension TestedLessons {
  /// The lessons with cells; one without may have the name of another.
  static var withCells: [CompiledLesson] { lessons.filter { !$0.cells.isEmpty } }

  /// The lessons with cells as a course.
  ///
  /// - Parameter readsFiles: whether the files are read, rather than the texts that were compiled.
  static func course(readsFiles: Bool) -> Course {
    let settings = settings
    return Course(
      lessons: withCells, needs: settings.needs, standIn: settings.standIn, workingFolder: readsFiles ? package : "")
  }
}
