import LessonFormat
import LessonRunner

extension Refusal {
  /// Why the lesson cannot be run and what to do about it, as compilers print problems.
  ///
  /// - Parameter program: the course's program, for the command that helps.
  public func message(program: String) -> String {
    switch self {
    case .unknownLesson(let name, let suggestion):
      "error: no lesson '\(name)': " + (suggestion.map { "did you mean '\($0)'?\n" } ?? "see `\(program) list`\n")
    case .ambiguousLesson(let name, let names):
      "error: '\(name)' is the start of several lessons: \(names.joined(separator: ", "))\n"
    case .invalid(let lesson): lesson.renderedProblems
    case .edited(let lesson, let cell, let line):
      "\(lesson.file):\(line):1: error: the cell '\(cell)' was edited since the build: run `swift build`\n"
    case .added(let file): "\(file):1:1: error: the lesson was added since the build: run `swift build`\n"
    case .notInCourse(let file):
      "\(file):1:1: error: the lesson is not in this build: put it among the course's lessons and run `swift build`\n"
    case .removed(let file): "\(file):1:1: error: the lesson was removed since the build: run `swift build`\n"
    case .unknownCell(let lesson, let id):
      "\(lesson.file):1:1: error: the lesson has no cell '\(id)': \(Self.hint(id, lesson.cells.map(\.id), "it has"))\n"
    case .unknownNeed(let lesson, let name, let line, let known):
      "\(lesson.file):\(line):1: error: nobody knows what '\(name)' in `needs` is: \(Self.hint(name, known, "this course knows"))\n"
    }
  }

  private static func hint(_ name: String, _ known: [String], _ phrase: String) -> String {
    if let suggestion = Suggestion.nearest(to: name, among: known) { return "did you mean `\(suggestion)`?" }
    return "\(phrase) \(known.isEmpty ? "none" : known.joined(separator: ", "))"
  }
}
