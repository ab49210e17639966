import Foundation
import LessonFormat
import LessonRunner
import Synchronization

/// Runs a ``LanguageServer``: reads what an editor sends, starts `sourcekit-lsp` and runs commands.
package final class LanguageServerLoop {
  private let output: Int32
  private let findCourse: (_ folder: String?) -> CourseLocation?
  private let runner: any CellRunner
  private let log: @Sendable (String) -> Void
  private let events = EventQueue()
  private let databaseFolder: String
  private var server: LanguageServer
  private var compilerServer: CompilerServerProcess?
  private var watch: BuildWatch?
  private let commands = DispatchQueue(label: "lessons.commands")
  private var lastCommand: Cancellation?

  /// Whether a command's result is of no use any more.
  private final class Cancellation: Sendable {
    let isCancelled = Atomic(false)
  }

  /// Creates a loop.
  ///
  /// - Parameters:
  ///   - output: the file descriptor of the editor's end, to which nothing else may be written.
  ///   - version: the version that editors are told.
  ///   - temporaryFolder: a folder of this program's own, which its owner removes at the end.
  ///   - findCourse: returns where the course of an editor's folder is; nil if there is none.
  ///   - runner: runs cells.
  ///   - log: receives what may help to find a fault in the server.
  package init(
    output: Int32, version: String, temporaryFolder: String,
    findCourse: @escaping (_ folder: String?) -> CourseLocation?,
    runner: any CellRunner, log: @escaping @Sendable (String) -> Void
  ) {
    (self.output, self.findCourse, self.runner, self.log) = (output, findCourse, runner, log)
    databaseFolder = temporaryFolder
    server = LanguageServer(version: version, databaseFolder: temporaryFolder) { try? FileReader.bytes(of: $0) }
  }

  /// Serves the editor at the other end of a file descriptor until it leaves.
  ///
  /// - Returns: The program's exit code; `sourcekit-lsp` may still run.
  package func run(input: Int32) -> Int32 {
    read(input)
    while true {
      for event in events.take().joined {
        // A build is noticed when the author does something next.
        if case .editor = event { for event in watch?.events() ?? [] { if let code = handle(event) { return code } } }
        if let code = handle(event) { return code }
      }
    }
  }

  private func read(_ input: Int32) {
    let thread = Thread { [events, log] in
      var reader = MessageReader()
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = Foundation.read(input, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        reader.append(buffer[..<count])
        while let item = reader.next() {
          switch item {
          case .message(let message): events.add(.editor(message))
          case .invalidJSON: events.add(.editorSentInvalidJSON)
          case .broken(let reason):
            log("error: \(reason)")
            _ = writeAll(Array("error: \(reason): the editor's messages cannot be read any more\n".utf8), to: 2)
            events.add(.editorSentInvalidJSON)
            return events.add(.editorEnded)
          }
        }
      }
      events.add(.editorEnded)
    }
    // Nested values are read by recursion.
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Handles an event; returns the exit code if it was the last one.
  private func handle(_ event: LanguageServer.Event) -> Int32? {
    for action in server.receive(event) {
      switch action {
      case .toEditor(let message):
        log("< \(String(decoding: message.text, as: UTF8.self))")
        guard writeAll(Message.framed(message), to: output) else { return 1 }
      case .toCompilerServer(let message):
        log(">> \(String(decoding: message.text, as: UTF8.self))")
        compilerServer?.send(message)
      case .findCourse(let folder):
        watch = findCourse(folder).map { BuildWatch($0) }
        for event in watch?.events() ?? [] { if let code = handle(event) { return code } }
      case .startCompilerServer(let compiler): startCompilerServer(compiler)
      case .writeCompileCommands(let commands): write(commands)
      case .run(let number, let command): run(number, command)
      case .cancelCommand: lastCommand?.isCancelled.store(true, ordering: .relaxed)
      case .log(let text): log(text)
      case .exit(let code): return code
      }
    }
    return nil
  }

  private func startCompilerServer(_ compiler: String) {
    let path = ProcessInfo.processInfo.environment["PATH"]
    guard let executable = CompilerServerProcess.executable(besideCompiler: compiler, path: path) else {
      return events.add(.compilerServerMissing)
    }
    log("starts \(executable)")
    compilerServer = CompilerServerProcess(executable: executable, log: log) { [events] in events.add($0) }
  }

  private func write(_ commands: JSON) {
    let file = URL(filePath: databaseFolder).appending(path: "compile_commands.json")
    do {
      try FileManager.default.createDirectory(atPath: databaseFolder, withIntermediateDirectories: true)
      try Data(commands.text).write(to: file, options: .atomic)
    } catch {
      log("error: \(file.path): \(error.localizedDescription)")
    }
  }

  private func run(_ number: Int, _ command: CellCommand) {
    lastCommand?.isCancelled.store(true, ordering: .relaxed)
    let cancellation = Cancellation()
    lastCommand = cancellation
    commands.async { [events, runner] in
      guard !cancellation.isCancelled.load(ordering: .relaxed) else { return }
      runner.run(command, isCancelled: { cancellation.isCancelled.load(ordering: .relaxed) }) { report in
        events.add(.command(number, report))
      }
    }
  }
}
