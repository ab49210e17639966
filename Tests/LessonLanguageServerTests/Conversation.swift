import LessonTangle

@testable import LessonLanguageServer

/// A language server to which a test plays both the editor and `sourcekit-lsp`.
final class Conversation {
  private(set) var server: LanguageServer
  /// The files that the server can read.
  var files: [String: String] = [:]
  private var lastID = 0
  /// What `sourcekit-lsp` has been sent since it was last asked for.
  private(set) var sent: [JSON] = []

  static let root = "/course"
  static let lesson = "file:///course/Lessons/one.md"
  static let path = "/course/Lessons/one.md"
  static let output = "/course/.build/plugins/outputs/course/Cells/destination/TangleLessons"
  static let cells = "file://\(output)/one.cells.swift"

  static let text = """
    # One

    Prose with x in it.

    ```swift-cell id=first
    let x = [1, 2, 3]
    x.count
    ```

    ```output
    3
    ```

    ```swift-cell id=second
    let y = x.first
    ```

    """

  /// What a build of two lessons leaves.
  static let manifest = """
    commands:
      "C.Cells-debug.module":
        tool: shell
        inputs: ["/course/Lessons/Cells.swift","\(output)/one.cells.swift","\(output)/one.text.swift","\(output)/two.cells.swift","/course/.build/debug/Modules/Tensors.swiftmodule"]
        outputs: ["/course/.build/debug/Modules/Cells.swiftmodule"]
        description: "Compiling"
        args: ["/swift/usr/bin/swiftc","-module-name","Cells","-emit-module-path","/course/.build/debug/Modules/Cells.swiftmodule","@/course/.build/debug/Cells.build/sources","-Onone"]

      "Tangling one.md":
        tool: shell
        inputs: ["/course/.build/debug/tangle-tool","/course/Lessons/one.md"]
        args: ["/course/.build/debug/tangle-tool","lesson","/course/Lessons/one.md","Lessons/one.md","\(output)/one.cells.swift","\(output)/one.text.swift"]

      "Tangling two.md":
        tool: shell
        inputs: ["/course/.build/debug/tangle-tool","/course/Lessons/two.md"]
        args: ["/course/.build/debug/tangle-tool","lesson","/course/Lessons/two.md","Lessons/two.md","\(output)/two.cells.swift","\(output)/two.text.swift"]

    """

  private final class Files { weak var conversation: Conversation? }

  init() {
    let files = Files()
    server = LanguageServer(version: "1.2.3", databaseFolder: "/tmp/lsp") { path in
      files.conversation?.files[path].map { Array($0.utf8) }
    }
    files.conversation = self
  }

  static func course(isBuilt: Bool = true) -> ServedCourse {
    ServedCourse(
      root: root, lessonFolders: ["/course/Lessons"],
      database: isBuilt ? BuildDatabase(manifest: Array(manifest.utf8)) : nil, buildAdvice: "run `make build`")
  }

  /// A conversation in which the editor has opened the lesson, and `sourcekit-lsp` runs.
  static func begun(text: String = text, capabilities: JSON = [:], isBuilt: Bool = true) -> Conversation {
    let conversation = Conversation()
    conversation.initialize(capabilities, isBuilt: isBuilt)
    conversation.open(lesson, text)
    if isBuilt { conversation.compilerServerStarts() }
    _ = conversation.takeSent()
    return conversation
  }

  @discardableResult
  func receive(_ event: LanguageServer.Event) -> [LanguageServer.Action] {
    let actions = server.receive(event)
    for case .toCompilerServer(let message) in actions { sent.append(message) }
    return actions
  }

  /// Returns what was sent to `sourcekit-lsp` since the last call.
  func takeSent() -> [JSON] {
    defer { sent = [] }
    return sent
  }

  func initialize(_ capabilities: JSON = [:], isBuilt: Bool = true) {
    ask("initialize", ["capabilities": capabilities, "rootUri": "file:///course"])
    receive(.course(Self.course(isBuilt: isBuilt)))
    tell("initialized")
  }

  /// Sends a notification of the editor; returns what the editor is told.
  @discardableResult
  func tell(_ method: String, _ parameters: JSON = [:]) -> [JSON] {
    receive(.editor(Message.notification(method, parameters))).toEditor
  }

  /// Sends a request of the editor; returns what the editor is told.
  @discardableResult
  func ask(_ method: String, _ parameters: JSON = [:]) -> [JSON] {
    lastID += 1
    return receive(.editor(Message.request(.int(lastID), method, parameters))).toEditor
  }

  /// Sends a request about a position; returns what the editor is told.
  @discardableResult
  func ask(_ method: String, at position: TextPosition, in uri: String = lesson) -> [JSON] {
    ask(method, ["textDocument": ["uri": .string(uri)], "position": position.json])
  }

  @discardableResult
  func open(_ uri: String, _ text: String) -> [JSON] {
    tell("textDocument/didOpen", ["textDocument": ["uri": .string(uri), "version": 1, "text": .string(text)]])
  }

  /// Replaces the whole text.
  @discardableResult
  func change(_ uri: String = lesson, to text: String) -> [JSON] {
    tell(
      "textDocument/didChange",
      ["textDocument": ["uri": .string(uri), "version": 2], "contentChanges": [["text": .string(text)]]])
  }

  /// Lets `sourcekit-lsp` answer its first request.
  @discardableResult
  func compilerServerStarts() -> [LanguageServer.Action] {
    let legend: JSON = [
      "tokenTypes": ["variable", "unheardOf", "struct"], "tokenModifiers": ["static", "declaration"],
    ]
    return receive(
      .compilerServer(
        Message.result("initialize", ["capabilities": ["semanticTokensProvider": ["legend": legend]]])))
  }

  /// Lets `sourcekit-lsp` answer the last request that it was sent; returns what the editor is told.
  func answer(_ result: JSON) -> [JSON] {
    receive(.compilerServer(Message.result(sent.last?["id"] ?? nil, result))).toEditor
  }

  /// Lets `sourcekit-lsp` publish diagnostics of the lesson; returns those that the editor is told, if it is told any.
  func publish(_ diagnostics: [JSON]) -> [JSON]? {
    let parameters: JSON = ["uri": .string(Self.cells), "diagnostics": .array(diagnostics)]
    let told = receive(.compilerServer(Message.notification("textDocument/publishDiagnostics", parameters))).toEditor
    return told.last?["params"]?["diagnostics"]?.array
  }

  /// The Swift source that `sourcekit-lsp` has of the lesson.
  var source: String { server.documents[Self.lesson]?.sent?.source ?? "" }

  /// The position in that source of the first appearance of a text.
  func generated(_ needle: String, _ offset: Int = 0) -> TextPosition { source.position(of: needle, offset) }
}

extension [LanguageServer.Action] {
  /// The messages to the editor.
  var toEditor: [JSON] { compactMap { if case .toEditor(let message) = $0 { message } else { nil } } }
}

extension String {
  /// The position of the first appearance of a text, and some UTF-16 code units more.
  func position(of needle: String, _ offset: Int = 0) -> TextPosition {
    guard let range = firstRange(of: needle) else { return TextPosition(line: -1, character: -1) }
    var position = DocumentText(self).position(ofByte: utf8.distance(from: startIndex, to: range.lowerBound))
    position.character += offset
    return position
  }
}

extension JSON {
  /// A range on one line.
  static func range(_ start: TextPosition, length: Int) -> JSON {
    var end = start
    end.character += length
    return ["start": start.json, "end": end.json]
  }
}
