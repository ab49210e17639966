import ArgumentParser
import Foundation
import LessonFormat
import LessonReports
import LessonRunner
import LessonTangle

/// Reports what is wrong with lesson files: `lessons lint [FILE…]`.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reports everything that is wrong with lesson files, without running them.",
    discussion: "Without a file, the course's own lessons are read.")

  @Argument(help: "The lesson files, or folders with lesson files.")
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
      for file in files {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), isFolder.boolValue {
          let folder = file.hasSuffix("/") ? file : file + "/"
          for name in Course.lessonFiles(in: folder) { report(Lesson(reading: folder + name)) }
        } else {
          report(Lesson(reading: file))
        }
      }
    }
    Terminal.write("\(count(read, "file")), \(problems == 0 ? "no problems" : count(problems, "problem"))\n")
    if read == 0 { throw ExitCode(Exit.nothingSelected) }
    try end(with: problems == 0 ? 0 : Exit.invalidLesson)
  }
}
