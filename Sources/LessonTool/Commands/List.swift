import ArgumentParser
import LessonFormat
import LessonReports
import LessonRunner

/// Lists the lessons: `lessons list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists the lessons with their titles, cells and needs.")

  @Flag(help: "One JSON object a line.")
  var json = false

  func run() throws {
    let course = Course.current
    var lessons: [Lesson] = []
    var refusals = course.addedFiles.map { Refusal.added(file: $0) }
    for compiled in course.lessons {
      do {
        lessons.append(try course.read(compiled))
      } catch {
        refusals.append(error)
      }
    }
    let list = LessonList(lessons)
    Terminal.write(json ? list.json : list.text)
    for refusal in refusals { Terminal.writeError(refusal.message(program: Terminal.program)) }
    try end(with: refusals.isEmpty ? 0 : Exit.invalidLesson)
  }
}
