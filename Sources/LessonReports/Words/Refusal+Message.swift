import LessonFormat
import LessonRunner

extension Refusal {
  /// Why the lesson cannot be run and what to do about it.
  ///
  /// - Parameter program: the course's program, for the command that helps.
  public func diagnostics(program: String) -> [Diagnostic] {
    switch self {
    case .unknownLesson(let name, let suggestion):
      [Diagnostic("no lesson '\(name)': " + (suggestion.map { "did you mean '\($0)'?" } ?? "see `\(program) list`"))]
    case .ambiguousLesson(let name, let names):
      [Diagnostic("'\(name)' is the start of several lessons: \(names.joined(separator: ", "))")]
    case .invalid(let lesson): lesson.problems.map { Diagnostic($0.message, file: lesson.file, place: $0.place) }
    case .edited(let lesson, let cell, let line):
      [Diagnostic("the cell '\(cell)' was edited since the build: run `swift build`", file: lesson.file, line: line)]
    case .added(let file): [Diagnostic("the lesson was added since the build: run `swift build`", file: file)]
    case .notInCourse(let file):
      [
        Diagnostic(
          "the lesson is not in this build: put it among the course's lessons and run `swift build`", file: file)
      ]
    case .removed(let file): [Diagnostic("the lesson was removed since the build: run `swift build`", file: file)]
    case .noPackage(let name):
      [Diagnostic("the package with the file of '\(name)' is not at hand: run this in its folder")]
    case .unknownCell(let lesson, let id):
      [
        Diagnostic(
          "the lesson has no cell '\(id)': \(Self.hint(id, lesson.cells.map(\.id), "it has"))", file: lesson.file)
      ]
    case .unknownNeed(let lesson, let name, let line, let known):
      [
        Diagnostic(
          "nobody knows what '\(name)' in `needs` is: \(Self.hint(name, known, "this course knows"))",
          file: lesson.file, line: line)
      ]
    }
  }

  /// The same as text, as compilers print problems.
  public func message(program: String) -> String {
    if case .invalid(let lesson) = self { return lesson.renderedProblems }
    return diagnostics(program: program).map { $0.text() }.joined()
  }

  private static func hint(_ name: String, _ known: [String], _ phrase: String) -> String {
    if let suggestion = Suggestion.nearest(to: name, among: known) { return "did you mean `\(suggestion)`?" }
    return "\(phrase) \(known.isEmpty ? "none" : known.joined(separator: ", "))"
  }
}
