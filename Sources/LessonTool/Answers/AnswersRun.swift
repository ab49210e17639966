import ArgumentParser
import Foundation
import LessonFormat
import LessonPresentation
import LessonReports
import LessonRunner
import LessonRuntime

/// Judges the answers in a file or in all files of a folder, several files at a time.
struct AnswersRun: Sendable {
  private let path: String
  private let course: Course
  private let options: RunOptions
  private let jobs: Int

  init(of path: String, in course: Course, options: RunOptions, jobs: Int) {
    (self.path, self.course, self.options, self.jobs) = (path, course, options, jobs)
  }

  /// Judges the answers and delivers the events in the order of the files.
  func run(_ handle: (RunEvent) -> Void) throws -> Summary {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      Terminal.writeError("error: there is no file or folder \(path)\n")
      throw ExitCode(ExitStatus.invalidLesson)
    }
    let files = isFolder.boolValue ? Self.files(in: path) : [path]
    return Runner.inParallel(files, jobs: jobs, events: events, handle: handle)
  }

  /// Returns the files of answers below a folder: all Markdown files but README.md, hidden ones, and those that keep earlier answers.
  static func files(in folder: String) -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in
      path.hasSuffix(".md") && !path.hasSuffix(".earlier.md") && !path.hasSuffix("README.md")
        && !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted().map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
  }

  /// Returns the lesson whose name a file's name is or ends with; if that holds for several lessons, the one with the longest name.
  static func lesson(of file: String, in course: Course) -> CompiledLesson? {
    let name = Lesson.name(ofFile: file)
    let candidates = course.lessons.filter {
      name == $0.name || name.hasSuffix("-\($0.name)") || name.hasSuffix("_\($0.name)")
    }
    return candidates.max { $0.name.utf8.count < $1.name.utf8.count }
  }

  private func lesson(of file: String) throws(AnswersRefusal) -> Lesson {
    guard let compiled = Self.lesson(of: file, in: course) else {
      throw .unknownLesson(file: file, known: course.lessons.map(\.name))
    }
    do throws(PlanningError) {
      return try course.readValid(compiled)
    } catch {
      throw .lesson(error)
    }
  }

  private func events(of file: String) -> [RunEvent] {
    do throws(AnswersRefusal) {
      let lesson = try lesson(of: file)
      let answers = AnswersFile(reading: file, name: file)
      guard answers.problems.isEmpty else { throw .invalid(answers) }
      guard !lesson.tasks.isEmpty else { return [] }
      let judge = try AnswerJudge(lesson, in: course, options: options)
      var events: [RunEvent] = [.answersStarted(answers, lesson)]
      var results: [AnswerResult] = []
      for task in lesson.tasks {
        guard let result = try judge.judge(task, in: answers) else { continue }
        results.append(result)
        events.append(.answerJudged(answers, lesson, result))
      }
      return events + [.answersEnded(answers, lesson, results)]
    } catch {
      return [.answersRefused(error)]
    }
  }
}
