import LessonFormat
import LessonRunner

extension PlanningError {
  /// Returns why the lesson cannot be run and what to do about it.
  public func diagnostics(_ invocation: Invocation) -> [Diagnostic] {
    switch self {
    case .unknownLesson(let name, let suggestion):
      let advice = suggestion.map { "did you mean '\($0)'?" } ?? "see `\(invocation.program) list`"
      return [Diagnostic("no lesson '\(name)': \(advice)")]
    case .ambiguousLesson(let name, let names):
      return [Diagnostic("'\(name)' matches several lessons: choose one of \(names.joined(separator: ", "))")]
    case .invalid(let lesson):
      return lesson.problems.map { Diagnostic($0.message, file: lesson.file, location: $0.location) }
    case .edited(let lesson, let cell, let line):
      let message = "the cell '\(cell)' has been edited since the build: \(invocation.rebuilding)"
      return [Diagnostic(message, file: lesson.file, line: line)]
    case .added(let file):
      return [Diagnostic("the lesson has been added since the build: \(invocation.rebuilding)", file: file)]
    case .notInCourse(let file):
      let message = "the lesson is not in this build: move it to the course's lessons and \(invocation.rebuilding)"
      return [Diagnostic(message, file: file)]
    case .removed(let file):
      return [Diagnostic("the lesson has been removed since the build: \(invocation.rebuilding)", file: file)]
    case .noPackage(let name):
      return [
        Diagnostic("cannot find the package that contains '\(name)', which `watch` builds: run this in its folder")
      ]
    case .unwatchable(let file):
      let message = "the system cannot watch the file, often because it watches too many: run the lesson with `run`"
      return [Diagnostic(message, file: file)]
    case .unknownCell(let lesson, let id):
      let hint = Self.hint(id, lesson.cells.map(\.id), "it has")
      return [Diagnostic("the lesson has no cell '\(id)': \(hint)", file: lesson.file)]
    case .unknownNeed(let lesson, let name, let line, let known):
      let hint = Self.hint(name, known, "this course knows")
      return [Diagnostic("unknown name '\(name)' in `needs`: \(hint)", file: lesson.file, line: line)]
    }
  }

  /// Returns the diagnostics as text, in the format of compilers.
  public func message(_ invocation: Invocation) -> String {
    if case .invalid(let lesson) = self { return lesson.renderedProblems }
    return diagnostics(invocation).map { $0.text() }.joined()
  }

  private static func hint(_ name: String, _ known: [String], _ phrase: String) -> String {
    if let suggestion = Suggestion.nearest(to: name, among: known) { return "did you mean `\(suggestion)`?" }
    return "\(phrase) \(known.isEmpty ? "none" : known.joined(separator: ", "))"
  }
}
