import Foundation
import LessonFormat
import LessonRunner

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder of a learner's answers, `Answers` in the course's package, which git ignores.
struct AnswersFolder {
  /// The folder's name in the package.
  static let name = "Answers"

  private let root: String

  /// - Parameter root: the folder of the course's package.
  init(root: String) { self.root = root }

  /// Returns the path of the answers to a lesson.
  func path(of lesson: String) -> String { "\(root)/\(Self.name)/\(lesson).md" }

  /// Returns the name of the answers to a lesson that messages show.
  func name(of lesson: String) -> String { "\(Self.name)/\(lesson).md" }

  /// Reads the answers to a lesson; the file may be missing or empty.
  func read(_ lesson: Lesson) -> AnswersFile {
    AnswersFile(reading: path(of: lesson.name), name: name(of: lesson.name))
  }

  /// Whether there are answers to a lesson.
  func hasAnswers(to lesson: String) -> Bool { FileManager.default.fileExists(atPath: path(of: lesson)) }

  /// Reads the answers to a lesson, after adding what the file lacks: all of it, or the exercises and questions that are new.
  ///
  /// - Returns: The answers, and the ids that were added to a file that was there before.
  /// - Throws: ``RecordingFailure`` if the file cannot be written; nothing of it is then changed.
  func completed(for lesson: Lesson, invocation: String) throws(RecordingFailure) -> (AnswersFile, added: [String]) {
    guard hasAnswers(to: lesson.name) else {
      try create(Self.heading(of: lesson, invocation) + sections(of: lesson, without: nil).text, for: lesson.name)
      return (read(lesson), [])
    }
    let answers = read(lesson)
    guard answers.problems.isEmpty else { return (answers, []) }
    let (missing, text) = sections(of: lesson, without: answers)
    guard !missing.isEmpty else { return (answers, []) }
    let heading = answers.content.source.bytes.isEmpty ? Self.heading(of: lesson, invocation) : ""
    try replace(answers, with: [answers.content.edit(appending: heading + text)])
    return (read(lesson), missing)
  }

  private static func heading(of lesson: Lesson, _ invocation: String) -> String {
    """
    # Answers: \(lesson.title)

    These are your answers to the exercises of the lesson `\(lesson.name)`. Complete the code in the cells below, and write
    whatever you like between them. While `\(invocation) practice \(lesson.name)` runs, it tells you each time you
    save this file whether your answer is right. Updates of the course never touch it.


    """
  }

  /// Returns the sections that an answers file lacks, in the order of the lesson, and their ids.
  private func sections(of lesson: Lesson, without answers: AnswersFile?) -> (ids: [String], text: String) {
    let sections = lesson.tasks.filter { answers?.hasAnswer(to: $0, in: lesson) != true }.map { task in
      switch task {
      case .exercise(let index): (task.id(in: lesson), lesson.answerSection(for: lesson.cells[index]))
      case .question(let index): (task.id(in: lesson), lesson.answerSection(for: lesson.questions[index]))
      }
    }
    return (sections.map(\.0), sections.map(\.1).joined(separator: "\n"))
  }

  /// Creates a file of answers with all its text, or not at all.
  private func create(_ text: String, for lesson: String) throws(RecordingFailure) {
    let path = path(of: lesson)
    let folder = (path as NSString).deletingLastPathComponent
    let hidden = "\(folder)/.\(lesson).\(getpid())"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let ignored = "\(folder)/.gitignore"
      if !FileManager.default.fileExists(atPath: ignored) {
        try Data("*\n".utf8).write(to: URL(filePath: ignored), options: .atomic)
      }
      try Data(text.utf8).write(to: URL(filePath: hidden))
    } catch {
      unlink(hidden)
      throw .unwritable(file: name(of: lesson), reason: error.systemReason)
    }
    defer { unlink(hidden) }
    // Another process may have created it in the meantime; its file is as good.
    guard link(hidden, path) == 0 || errno == EEXIST else {
      throw .unwritable(file: name(of: lesson), reason: String(cString: strerror(errno)))
    }
  }

  // MARK: - What a learner asks for

  /// Changes a file of answers.
  func replace(_ answers: AnswersFile, with edits: [LineEdit]) throws(RecordingFailure) {
    let source = answers.content.source
    try LessonFile(path: answers.path, name: answers.name).replace(source.bytes, with: source.applying(edits))
  }

  /// Gives an exercise its starter back, after adding the answer to the file of earlier ones, `NN-name.earlier.md`.
  ///
  /// - Returns: The name of that file.
  func startAgain(_ exercise: Cell, _ answers: AnswersFile, _ lesson: Lesson) throws(RecordingFailure) -> String {
    guard let answer = answers.answer(to: exercise), let edit = answers.content.edit(of: answer, toCode: exercise.code)
    else { throw .unlikeLesson(file: answers.name) }
    let name = try setAside(answer.code, of: exercise, lesson)
    try replace(answers, with: [edit])
    return name
  }

  /// Adds an answer to the file of earlier ones.
  ///
  /// - Returns: The name of that file.
  func setAside(_ code: String, of exercise: Cell, _ lesson: Lesson) throws(RecordingFailure) -> String {
    let name = name(of: "\(lesson.name).earlier")
    let fence = String(repeating: "`", count: max(3, code.utf8.longestRun(of: UInt8(ascii: "`")) + 1))
    let end = code.isEmpty || code.hasSuffix("\n") ? "" : "\n"
    let date = Date.now.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
    let text = "## \(exercise.id), \(date)\n\n\(fence)swift\n\(code)\(end)\(fence)\n\n"
    let file = open("\(root)/\(name)", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .unwritable(file: name, reason: String(cString: strerror(errno))) }
    defer { close(file) }
    guard writeAll(Array(text.utf8), to: file), fsync(file) == 0 else {
      throw .unwritable(file: name, reason: String(cString: strerror(errno)))
    }
    return name
  }
}
