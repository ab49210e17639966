import Foundation
import LessonFormat
import LessonReports
import LessonRunner
import LessonRuntime

/// A lesson that is built, run and shown again whenever its file is saved.
final class WatchSession {
  private let name: String
  private let file: String
  private let location: String
  private let build: Build
  private let arguments: [String]
  private let clearsScreen: Bool
  private let style: Style
  private let occurrences = Occurrences()
  private let watch: FileWatch
  /// The cells as the program was built last.
  private var built: [CompiledCell]
  private var processes = 0

  init(_ reference: LessonReference, in course: Course, options: RunOptions, plain: Bool) throws(Refusal) {
    let compiled = try reference.findOrAdded(in: course)
    guard let root = course.root, let location = course.location(of: compiled, path: reference.path) else {
      throw Refusal.noPackage(lesson: compiled.name)
    }
    name = compiled.name
    file = compiled.file
    self.location = location
    built = compiled.cells
    build = Build(root: root, executable: URL(filePath: Runner.currentExecutable).resolvingSymlinksInPath().path)
    arguments = ["run", name] + options.words + (plain ? ["--plain"] : [])
    clearsScreen = Terminal.isTerminal && !plain
    style = Terminal.style(plain: plain)
    let occurrences = occurrences
    guard let watch = FileWatch(location, saved: { occurrences.add(.saved) }) else {
      throw Refusal.noPackage(lesson: name)
    }
    self.watch = watch
  }

  /// Runs until the program is interrupted.
  func run() -> Never {
    while true {
      if clearsScreen { Terminal.write("\u{1B}[2J\u{1B}[3J\u{1B}[H") }
      let isDone = show()
      if isDone {
        Terminal.write(style.dim("— watching \(file), ctrl-C ends —") + "\n")
        while occurrences.next() != .saved {}
      }
      // An editor may touch the file more than once while it saves it.
      while occurrences.next(within: .milliseconds(80)) != nil {}
    }
  }

  /// Builds and runs the lesson; false where it was saved meanwhile.
  private func show() -> Bool {
    let lesson = Lesson(reading: location, file: file)
    guard lesson.problems.isEmpty else {
      Terminal.write(lesson.renderedProblems)
      return true
    }
    let cells = lesson.cells.map { CompiledCell(id: $0.id, line: $0.line, digest: $0.digest) }
    if !cells.elementsEqual(built, by: { $0.id == $1.id && $0.digest == $1.digest }) {
      Terminal.write(style.dim("building …"))
      guard let (code, output) = finish("/usr/bin/env", ["swift"] + build.arguments, capturing: true) else {
        return false
      }
      Terminal.write("\r\u{1B}[K")
      guard code == 0 else {
        Terminal.write(build.errors(in: output))
        return true
      }
      built = cells
    }
    return finish(build.program, arguments, capturing: false) != nil
  }

  /// Runs a process to its end; nil where the lesson was saved before, which ends the process.
  private func finish(_ executable: String, _ arguments: [String], capturing: Bool) -> (code: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: build.root)
    processes += 1
    let number = processes
    let output = capturing ? OutputFile() : nil
    if let output {
      process.standardOutput = output.handle
      process.standardError = output.handle
    }
    let occurrences = occurrences
    process.terminationHandler = { _ in occurrences.add(.ended(number)) }
    do {
      try process.run()
    } catch {
      return (1, "cannot start \(executable): \(error.localizedDescription)\n")
    }
    while true {
      switch occurrences.next() {
      case .ended(number): return (process.terminationStatus, output?.text ?? "")
      case .ended: continue
      case .saved:
        process.terminate()
        process.waitUntilExit()
        return nil
      }
    }
  }
}

/// A temporary file that takes what a process writes.
private final class OutputFile {
  let handle: FileHandle
  private let url = FileManager.default.temporaryDirectory.appending(path: "lessons-build-\(UUID()).log")

  init() {
    _ = FileManager.default.createFile(atPath: url.path, contents: nil)
    handle = FileHandle(forWritingAtPath: url.path) ?? .nullDevice
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var text: String { String(decoding: (try? Data(contentsOf: url)) ?? Data(), as: UTF8.self) }
}
