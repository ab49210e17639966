import ArgumentParser
import LessonFormat
import LessonReports
import LessonRunner
import LessonTangle

/// Reports what is wrong with lesson files: `lessons lint [FILE…]`.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reports everything that is wrong with lesson files, without running them.",
    discussion: "Without a file, the course's own lessons are read.")

  @Argument(help: "The lesson files.")
  var files: [String] = []

  func run() throws {
    let course = Course.current
    var read = 0
    var problems = 0
    func report(_ lesson: Lesson) {
      let found = lesson.allProblems
      read += 1
      problems += found.count
      Terminal.writeError(found.map { $0.rendered(file: lesson.file, source: lesson.source) }.joined())
    }
    if files.isEmpty {
      for lesson in course.lessons {
        if let lesson = try? course.read(lesson) { report(lesson) }
      }
      for file in course.addedFiles { report(course.read(added: file)) }
    } else {
      for file in files { report(Lesson(reading: file)) }
    }
    Terminal.write("\(count(read, "file")), \(problems == 0 ? "no problems" : count(problems, "problem"))\n")
    if read == 0 { throw ExitCode(Exit.nothingSelected) }
    try end(with: problems == 0 ? 0 : Exit.invalidLesson)
  }
}
