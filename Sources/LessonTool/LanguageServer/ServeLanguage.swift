import ArgumentParser
import Foundation
import LessonLanguageServer
import LessonPresentation
import LessonRunner

/// Serves an editor: `lessons lsp`.
struct ServeLanguage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serve an editor as a language server for lessons (editors start this).",
    discussion: """
      In cells, an editor gets completion, documentation, definitions, errors and more from the toolchain's sourcekit-lsp, \
      which needs the course to be built; outside, it gets the problems that `lint` reports, and commands that run \
      a cell. Documentation/Editors.md says how to set up editors.
      """)

  @Option(
    help: ArgumentHelp("Write all messages to this file, to find a fault in the server.", valueName: "file"),
    completion: .file())
  var log: String?

  func run() throws {
    guard isatty(0) == 0 else {
      throw ValidationError("editors start `lsp` and talk to it: Documentation/Editors.md says how to set them up")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "lessons-lsp-\(UUID().uuidString)").path
    let removeFolder = { @Sendable in _ = try? FileManager.default.removeItem(atPath: folder) }
    Interruption.watch(cleaningUp: removeFolder)
    // An editor or `sourcekit-lsp` may end at any time.
    signal(SIGPIPE, SIG_IGN)
    // Nothing but messages may reach the editor.
    let editor = dup(1)
    dup2(2, 1)
    let program = CourseProgram.current
    let executable = CourseBuild.runningProgram
    let logFile = try log.map { try LogFile($0) }
    let loop = LanguageServerLoop(
      output: editor, version: CourseProgram.toolVersion, temporaryFolder: folder,
      findCourse: { program.location(ofFolder: $0, executable: executable) },
      runner: CourseCellRunner(program: program, executable: executable), log: { logFile?.write($0) })
    let code = loop.run(input: 0)
    _ = RunningChildren.killAll()
    removeFolder()
    // Threads that still read must not keep the program.
    Foundation.exit(code)
  }
}

extension CourseProgram {
  /// Returns where the course is that has a folder, or the working folder, in its package; nil if there is none.
  fileprivate func location(ofFolder folder: String?, executable: String) -> CourseLocation? {
    let course = folder.map { self.course.found(from: $0) } ?? self.course
    guard let root = course.root else { return nil }
    let build = CourseBuild(root: root, executable: executable)
    let kind = build.isRelease ? "release" : "debug"
    return CourseLocation(
      root: root, lessonFolders: course.lessonFolders.map { "\(root)/\($0)".realPath },
      manifests: (build.isRunning ? ["\(build.scratch)/\(kind).yaml"] : [])
        + (buildCommand.map { ["\(root)/\($0.folder)/release.yaml"] } ?? [])
        + ["debug", "release"].map { "\(root)/.build/\($0).yaml" },
      buildAdvice: invocation(of: build).building,
      names: CourseNames(needs: course.needs.map(\.name), variants: course.standIn.map { [$0.variant] } ?? []))
  }
}

/// A file to which lines are added.
private final class LogFile: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw ValidationError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
  }

  func write(_ text: String) { _ = writeAll(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: descriptor) }
}
