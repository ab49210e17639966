import LessonFormat
import LessonTangle

/// The language server for lessons (the Language Server Protocol 3.17), without anything that reads, writes or waits.
///
/// It stands between an editor, which speaks of Markdown files, and `sourcekit-lsp`, which hears of the Swift files that are made from them. Each
/// event gives the actions to take, in order.
package struct LanguageServer {
  /// What has happened.
  package enum Event: Sendable {
    /// The editor has sent a message.
    case editor(JSON)
    /// The editor has sent something that is not JSON.
    case editorSentInvalidJSON
    /// The editor has closed the connection.
    case editorEnded
    /// `sourcekit-lsp` has sent a message.
    case compilerServer(JSON)
    /// `sourcekit-lsp` has ended.
    case compilerServerEnded
    /// There is no `sourcekit-lsp`.
    case compilerServerMissing
    /// The course of the editor's folder was found, or was built again.
    case course(ServedCourse)
    /// A build has changed these modules.
    case modulesBuilt([String])
    /// A command has something to report.
    case command(Int, CellCommandReport)
  }

  /// What to do.
  package enum Action: Equatable, Sendable {
    case toEditor(JSON)
    case toCompilerServer(JSON)
    /// Find the course of a folder, or of the working folder; if there is one, its event must follow.
    case findCourse(folder: String?)
    /// Start `sourcekit-lsp`, if possible the one beside this compiler.
    case startCompilerServer(compiler: String)
    /// Write `compile_commands.json`.
    case writeCompileCommands(JSON)
    /// Run a command, and end the one that runs.
    case run(Int, CellCommand)
    /// End the command that runs.
    case cancelCommand
    case log(String)
    /// End the program, and everything that it has started, with an exit code.
    case exit(Int32)
  }

  enum Phase {
    case new, running, shutDown
  }

  var phase = Phase.new
  /// What the editor can do.
  var editorCapabilities: JSON = [:]
  var course: ServedCourse?
  var documents: [String: OpenDocument] = [:]
  var link = CompilerServerLink()
  var commands = RunningCommand()
  /// What has been said once.
  var said: Set<Notice> = []
  var actions: [Action] = []
  /// The version that editors are told.
  let version: String
  /// The folder of `compile_commands.json`.
  let databaseFolder: String
  /// Returns the bytes of a file, or nil if it cannot be read.
  let readFile: (String) -> [UInt8]?

  /// Creates a server that no editor has spoken to.
  ///
  /// - Parameters:
  ///   - version: the version that editors are told.
  ///   - databaseFolder: the folder of `compile_commands.json`.
  ///   - readFile: returns the bytes of a file, or nil if it cannot be read.
  package init(version: String, databaseFolder: String, readFile: @escaping (String) -> [UInt8]?) {
    (self.version, self.databaseFolder, self.readFile) = (version, databaseFolder, readFile)
  }

  /// Handles an event.
  ///
  /// - Returns: What to do, in order.
  package mutating func receive(_ event: Event) -> [Action] {
    actions = []
    switch event {
    case .editor(let message): receiveFromEditor(message)
    case .editorSentInvalidJSON: tellEditor(Message.error(nil, .invalidJSON, "the message is not JSON"))
    case .editorEnded: actions.append(.exit(phase == .shutDown ? 0 : 1))
    case .compilerServer(let message): receiveFromCompilerServer(message)
    case .compilerServerEnded: compilerServerEnded()
    case .compilerServerMissing:
      link.state = .unavailable
      say(.noCompilerServer)
      failCompilerRequests("`sourcekit-lsp` is not found")
    case .course(let course): courseChanged(course)
    case .modulesBuilt(let modules): modulesBuilt(modules)
    case .command(let number, let report): receive(report, from: number)
    }
    return actions
  }

  mutating func tellEditor(_ message: JSON) { actions.append(.toEditor(message)) }

  /// Tells the author something, but only once.
  mutating func say(_ notice: Notice) {
    guard said.insert(notice).inserted else { return }
    show(notice.message, type: 2)
  }

  /// Shows a sentence; the type is 1 for an error, 2 for a warning, and 3 for something worth knowing.
  mutating func show(_ sentence: String, type: Int) {
    tellEditor(
      Message.notification("window/showMessage", ["type": .int(type), "message": .string("lessons: \(sentence)")]))
  }
}
