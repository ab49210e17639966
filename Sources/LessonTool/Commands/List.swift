import ArgumentParser
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner

/// Lists the lessons: `lessons list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the lessons with their titles, cells and needs.")

  @Flag(help: "Print one JSON object per line.")
  var json = false

  func run() throws {
    let course = CourseProgram.current.course
    course.reportBuiltInLessons([])
    var lessons: [Lesson] = []
    var errors = course.addedFiles.map { PlanningError.added(file: $0) }
    for compiled in course.lessons {
      do {
        lessons.append(try course.read(compiled))
      } catch {
        errors.append(error)
      }
    }
    let part = course.parts.isEmpty ? nil : { (lesson: Lesson) in course.part(of: lesson.name) }
    let list = LessonList(lessons, part: part, solvedTasks: AnswerProgress.solvedTasks(in: course))
    Terminal.write(json ? list.json : list.text)
    for error in errors { Terminal.writeError(error.message(CourseProgram.current.invocation())) }
    try end(with: errors.isEmpty ? 0 : ExitStatus.invalidLesson)
  }
}
