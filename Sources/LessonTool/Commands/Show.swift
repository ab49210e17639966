import ArgumentParser
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner

/// Shows a lesson without running it: `lessons show LESSON`.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a lesson with its recorded outputs without running it.")

  @Argument(help: "The lesson.", completion: .lesson)
  var lesson: LessonReference

  @Option(help: ArgumentHelp("Show the outputs recorded for this variant.", valueName: "name"))
  var variant: String?

  @Flag(help: "Use no colours, even on a terminal.")
  var plain = false

  func validate() throws {
    if lesson.cell != nil { throw ValidationError("show takes a whole lesson, not a single cell") }
  }

  func run() throws {
    let course = CourseProgram.current.course
    course.reportBuiltInLessons([lesson])
    switch lesson.read(in: course) {
    case .success(let lesson):
      Terminal.write(LessonListing(lesson, variant: variant, style: Terminal.style(plain: plain)).text)
    case .failure(let error):
      Terminal.writeError(error.message(CourseProgram.current.invocation()))
      try end(with: ExitStatus.invalidLesson)
    }
  }
}
