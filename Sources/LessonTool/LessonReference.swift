import ArgumentParser
import Foundation
import LessonFormat
import LessonPresentation
import LessonRunner
import LessonRuntime

/// A reference to a lesson, or to one of its cells, on the command line: `LESSON` or `LESSON#cell`.
struct LessonReference: ExpressibleByArgument {
  var lesson: String
  var cell: String?

  init?(argument: String) {
    let parts = argument.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard !parts[0].isEmpty, parts.count == 1 || !parts[1].isEmpty else { return nil }
    lesson = parts[0]
    cell = parts.count > 1 ? parts[1] : nil
  }

  /// The path, if one was given instead of a name.
  var path: String? { Lesson.isPath(lesson) ? lesson : nil }

  /// Returns the compiled lesson, or a placeholder if its file was added since the build.
  ///
  /// The placeholder has no cells.
  func findOrAdded(in course: Course) throws(PlanningError) -> CompiledLesson {
    do {
      return try course.find(lesson)
    } catch .added(let file) {
      return CompiledLesson(expectedOf: Lesson(parsing: [], file: file))
    }
  }

  /// Reads the lesson, or returns why that is not possible.
  func read(in course: Course) -> Result<Lesson, PlanningError> {
    Result { () throws(PlanningError) in
      try course.readValid(try course.find(lesson), path: path)
    }
  }

  /// Plans the lesson, or returns why it cannot be run.
  ///
  /// - Parameter last: the last cell to run, if the reference itself names none.
  func planned(in course: Course, through last: String? = nil, options: RunOptions) -> Result<LessonPlan, PlanningError>
  {
    let selection = cell.map { LessonPlan.Selection.only([$0]) } ?? last.map { .through($0) } ?? .all
    return Result { () throws(PlanningError) in
      let compiled = try course.find(lesson)
      return try course.plan(compiled, path: path, selection: selection, options: options)
    }
  }
}

extension Course {
  /// Tells the user if a command uses the program's own copies of lessons that they did not name by a path.
  ///
  /// - Parameter references: what the user named, or nothing for all lessons.
  func reportBuiltInLessons(_ references: [LessonReference]) {
    guard root == nil, references.isEmpty || references.contains(where: { $0.path == nil }) else { return }
    Terminal.writeError(Notice.usesBuiltInLessons + "\n")
  }
}

extension [LessonReference] {
  /// Plans the lessons, or all lessons of the course if there are none.
  func plans(in course: Course, options: RunOptions) -> [Result<LessonPlan, PlanningError>] {
    if !isEmpty { return map { $0.planned(in: course, options: options) } }
    let built = course.lessons.map { lesson in
      Result { () throws(PlanningError) in try course.plan(lesson, options: options) }
    }
    return built + course.addedFiles.map { .failure(.added(file: $0)) }
  }
}
