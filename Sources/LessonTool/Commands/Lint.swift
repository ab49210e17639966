import ArgumentParser
import Foundation
import LessonFormat
import LessonPresentation
import LessonRunner
import LessonTangle
import TextFormatting

/// Reports all problems of lesson files: `lessons lint [FILE…]`.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Report all problems of lesson files without running them.",
    discussion: "By default, the course's own lessons are checked.")

  @Argument(help: "The lesson files, or folders that contain them.", completion: .file(extensions: ["md"]))
  var files: [String] = []

  func run() throws {
    var read = 0
    var problems = 0
    func report(_ count: Int, _ text: String) {
      read += 1
      problems += count
      Terminal.writeError(text)
    }
    for lesson in files.isEmpty ? courseLessons() : files.flatMap(lessons) {
      switch lesson {
      case .success(let lesson):
        let found = lesson.allProblems
        report(found.count, found.map { $0.rendered(file: lesson.file, source: lesson.source) }.joined())
      case .failure(let error):
        let found = error.diagnostics(CourseProgram.current.invocation())
        report(found.count, found.map { $0.text() }.joined())
      }
    }
    let result = problems == 0 ? "no problems" : pluralized(problems, "problem")
    Terminal.write("\(pluralized(read, "file")), \(result)\n")
    if read == 0 { throw ExitCode(ExitStatus.nothingSelected) }
    try end(with: problems == 0 ? 0 : ExitStatus.invalidLesson)
  }

  /// Returns the course's lessons as they are in their files now; one that has been removed since the build is also a problem.
  private func courseLessons() -> [Result<Lesson, PlanningError>] {
    let course = CourseProgram.current.course
    course.reportBuiltInLessons([])
    let built = course.lessons.map { lesson in Result { () throws(PlanningError) in try course.read(lesson) } }
    return built + course.addedFiles.map { .success(course.read(added: $0)) }
  }

  /// Returns the lesson in a file, or all lessons in a folder.
  private func lessons(_ file: String) -> [Result<Lesson, PlanningError>] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), isFolder.boolValue else {
      return [.success(Lesson(reading: file))]
    }
    let folder = file.hasSuffix("/") ? file : file + "/"
    return Course.lessonFiles(in: folder).map { .success(Lesson(reading: folder + $0)) }
  }
}
